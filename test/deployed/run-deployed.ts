/** The tests of a deployed stage, and after them by name what they do not show. */
import { type Counts, runVitest } from '../runner/vitest-run.ts'
import { differences, smokeDifferences } from './differences.ts'
import { calculatingAlarms, leftOut } from './left-out.ts'

export const deployedTests = 'test/deployed/deployed.full.test.ts'

/** @param env where the programs are that it starts, see `variables` of test/full/services.ts */
export async function runDeployed(env: Readonly<Record<string, string>>): Promise<Counts> {
  const counts = await runVitest([deployedTests], env)
  console.log('\nNot made in the emulated account:')
  for (const [type, because] of Object.entries(leftOut)) console.log(`  ${type}: ${because}`)
  console.log(`  ${calculatingAlarms}: It calculates nothing.`)
  console.log('\nNot shown in the emulated account:')
  for (const { test, because } of [...differences, ...smokeDifferences]) console.log(`  ${test}: ${because}`)
  return counts
}
