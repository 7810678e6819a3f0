/** Formats the results of the smoke checks for people. */
import type { CheckResult, SmokeResult } from './run.ts'

const describeResult = ({ passed, observation, error }: CheckResult): string => {
  if (observation === undefined) return `the check itself failed (${error})`
  const { at, expected, actual } = observation
  return passed ? `${at}: ${expected}, as expected` : `${at}: expected ${expected}, seen ${actual}`
}

export const checkLine = (result: CheckResult): string =>
  `${result.passed ? '✓' : '✗'} ${result.name} (${describeResult(result)})`

/** Returns the last line of the run. */
export const smokeSummary = ({ passed, checks, notRun }: SmokeResult): string => {
  if (notRun > 0) return `The other ${notRun} checks need this one.`
  if (passed) return `All ${checks.length} checks passed.`
  return `${checks.filter((check) => !check.passed).length} of ${checks.length} checks failed.`
}
