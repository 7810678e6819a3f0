/** Runs several checks at a time, and returns their findings in the order of the checks. */
import { describeFailure } from './aws/aws-failure.ts'
import type { Check, CheckContext, Finding, Found } from './finding.ts'

/**
 * The number of checks that run at the same time. With more concurrent checks, AWS would throttle the account's
 * requests.
 */
const checksAtOnce = 4

/** Runs the checks. Never throws, because a check that fails has the state `unknown`. */
export const runChecks = async (checks: readonly Check[], context: CheckContext): Promise<readonly Finding[]> => {
  const findings: (readonly Finding[])[] = []
  const waiting = checks.entries()
  const worker = async () => {
    for (const [place, check] of waiting) findings[place] = await findingsOf(check, context)
  }
  await Promise.all(Array.from({ length: checksAtOnce }, worker))
  return findings.flat()
}

const findingsOf = async ({ name, run }: Check, context: CheckContext): Promise<readonly Finding[]> => {
  const found = await run(context).catch(
    (failure: unknown): Found => ({ state: 'unknown', ...describeFailure(failure) }),
  )
  return [found].flat().map((each) => ({ check: name, ...each }))
}
