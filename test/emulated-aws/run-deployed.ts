/** Runs the tests of a deployed stage, then lists the tests whose results are inconclusive. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Counts, runVitest } from '../runner/vitest-run.ts'
import { InconclusiveResults, inconclusiveResultsFile } from './inconclusive-results.ts'
import { unsupportedResources } from './unsupported-resources.ts'

export const deployedTests = 'test/emulated-aws/deployed.full.test.ts'

/** @param env the paths of the programs that it starts, see `variables` of test/full/services.ts */
export async function runDeployed(env: Readonly<Record<string, string>>): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-not-shown-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'not-shown.json')
  const counts = await runVitest([deployedTests], { ...env, [inconclusiveResultsFile]: file })
  console.log('\nNot created in the emulated account:')
  for (const [type, because] of Object.entries(unsupportedResources)) console.log(`  ${type}: ${because}`)
  if (!existsSync(file)) return counts
  const { pretended, tests } = InconclusiveResults.parse(JSON.parse(readFileSync(file, 'utf8')))
  console.log('\nNot emulated, as this run found:')
  for (const sentence of pretended) console.log(`  ${sentence}`)
  console.log(`\nInconclusive in the emulated account, ${tests.length} results:`)
  for (const { test, because } of tests) console.log(`  ${test}: ${because}`)
  return counts
}
