import { runMutants } from './run-mutants.ts'

/** Runs every mutant and prints a table. Returns the exit code: 0 if there are mutants and none survives. */
export async function reportMutants(): Promise<0 | 1> {
  const { mutants, problems } = await runMutants()
  console.table(
    mutants.map(({ step, code, replacement, failedTests }) => ({
      step,
      refusal: code,
      'replaced by': replacement,
      'failed tests': failedTests.length,
    })),
  )
  const survivors = mutants.filter(({ failedTests }) => failedTests.length === 0)
  for (const problem of problems) console.error(problem)
  for (const { step, code } of survivors) console.error(`No test of ${step} fails when ${code} is replaced.`)
  console.log(`${mutants.length} refusals replaced, ${survivors.length} without a failed test`)
  return mutants.length > 0 && survivors.length + problems.length === 0 ? 0 : 1
}
