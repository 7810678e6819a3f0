/**
 * Everything that a machine with only Node can check. Lists what it skipped and why, and ends with one line of counts,
 * in which a failed type check, lint or leftover process counts as one failure.
 */

import { exitOnSignals, runNode } from './commands.ts'
import { hasBrowser } from './has-browser.ts'
import { killLeftoverProcesses, newRunMark } from './leftover-processes.ts'
import { printSkipped, printSummary } from './summary.ts'
import { needsBrowser, needsServices, type SkippedFile, skipReason, testFiles } from './test-files.ts'
import { runVitest } from './vitest-run.ts'

const compiler = ['node_modules/ts7/bin/tsc', '--noEmit', '-p']
const checks = [
  { name: 'type check', args: [...compiler, 'tsconfig.json'] },
  { name: 'type check of the pages', args: [...compiler, 'widgets/tsconfig.json'] },
  { name: 'format and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
]

/** Returns the exit code: 0 if everything passed. */
export const runTests = async (): Promise<0 | 1> => {
  exitOnSignals()
  let failedChecks = 0
  for (const { name, args } of checks) {
    const passed = (await runNode(args)) === 0
    console.log(`${name}: ${passed ? 'ok' : 'FAILED'}`)
    if (!passed) failedChecks++
  }

  const skippedForServices: SkippedFile[] = testFiles()
    .filter(needsServices)
    .map((file) => ({ file, why: skipReason(file) }))
  const browserTests = testFiles().filter((file) => !needsServices(file) && needsBrowser(file))
  const skippedForBrowser: SkippedFile[] =
    browserTests.length === 0 || (await hasBrowser())
      ? []
      : browserTests.map((file) => ({ file, why: 'needs a Chromium that can be started' }))
  const skippedFiles = new Set([...skippedForServices, ...skippedForBrowser].map(({ file }) => file))

  const mark = newRunMark()
  const toRun = testFiles().filter((file) => !skippedFiles.has(file))
  const counts = await runVitest(toRun, mark.env)
  const leftoverProcesses = await killLeftoverProcesses(mark)
  for (const command of leftoverProcesses) console.error(`a test left a process behind: ${command}`)

  printSkipped('Skipped here and run by npm run test:full:', skippedForServices)
  printSkipped('Skipped because no Chromium was found:', skippedForBrowser)
  return printSummary({
    ...counts,
    failed: counts.failed + failedChecks + leftoverProcesses.length + (toRun.length === 0 ? 1 : 0),
  })
}
