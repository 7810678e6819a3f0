/** One run of vitest on the given files, and its counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import * as z from 'zod/mini'
import { runNode } from './commands.ts'
import { root } from './test-files.ts'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 }

export const addCounts = (one: Counts, other: Counts): Counts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
})

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})
type Report = z.infer<typeof Report>

/**
 * Runs the files and passes vitest's output on. A file that fails to load, a file that vitest skips, a run without
 * tests and a failure without a cause each count as a failure, so that no problem counts as 0. Without files there is
 * no run, because vitest would run all files; the caller decides whether that is right.
 */
export async function runVitest(
  files: readonly string[],
  env: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Counts> {
  if (files.length === 0) return noCounts
  const folder = mkdtempSync(join(tmpdir(), 'sealform-vitest-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const reportFile = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  try {
    const exitCode = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...options, ...files], env)
    return countResults(Report.parse(JSON.parse(readFileSync(reportFile, 'utf8'))), files, exitCode)
  } catch (error) {
    console.error(`the report of vitest cannot be read: ${error}`)
    return { ...noCounts, failed: 1 }
  }
}

function countResults(report: Report, files: readonly string[], exitCode: number): Counts {
  const notLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const ran = new Set(report.testResults.map(({ name }) => relative(root, name).replaceAll('\\', '/')))
  const notRun = files.filter((file) => !ran.has(file))
  for (const file of notRun) console.error(`vitest did not run ${file}`)
  const failed = report.numFailedTests + notLoaded.length + notRun.length
  const nothingRan = report.numPassedTests + failed === 0
  if (nothingRan) console.error('vitest ran no test')
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && (nothingRan || exitCode !== 0) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
