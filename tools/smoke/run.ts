/** Runs the smoke checks, and reports the result of each check when it ends. */
import { callerAbuse } from './caller-abuse.ts'
import { journey, preconditions } from './journey.ts'
import { keyAbuse } from './key-abuse.ts'
import { type Observation, Unexpected } from './observation.ts'
import { createRecordingClient, type RecordingClientSettings } from './recording-client.ts'
import { requestAbuse } from './request-abuse.ts'
import { type Check, createServiceDriver, type ServiceDriver } from './service-driver.ts'
import type { SignIns } from './sign-ins.ts'

/** The result of one check. If it has no observation, the check ended with an error of its own. */
export interface CheckResult {
  readonly name: string
  readonly passed: boolean
  readonly observation?: Observation
  /** The name of the error with which the check ended. Absent if the check made an observation. */
  readonly error?: string
}

export interface SmokeResult {
  readonly passed: boolean
  readonly checks: readonly CheckResult[]
  /** The number of checks that did not run, because a precondition failed. */
  readonly notRun: number
}

export interface SmokeSettings extends RecordingClientSettings {
  readonly signIns: SignIns
  /** Called with the result of each check when it ends. */
  readonly report: (result: CheckResult) => void
}

/** All checks except the preconditions. The journey comes first, and then the abuse cases. */
export const checks: readonly Check[] = [...journey, ...keyAbuse, ...callerAbuse, ...requestAbuse]

const runCheck = async ({ name, run }: Check, driver: ServiceDriver): Promise<CheckResult> => {
  try {
    return { name, passed: true, observation: await run(driver) }
  } catch (error) {
    if (error instanceof Unexpected) return { name, passed: false, observation: error.observation }
    // The message of any other error could quote a value, so only its name is reported.
    return { name, passed: false, error: error instanceof Error ? error.name : 'no error' }
  }
}

/** Runs every check, or only the preconditions if one of them fails. */
export const smoke = async ({ signIns, report, ...settings }: SmokeSettings): Promise<SmokeResult> => {
  const driver = createServiceDriver({ wire: createRecordingClient(settings), signIns })
  const results: CheckResult[] = []
  const passes = async (check: Check): Promise<boolean> => {
    const result = await runCheck(check, driver)
    report(result)
    results.push(result)
    return result.passed
  }
  try {
    for (const check of preconditions) {
      if (!(await passes(check))) return { passed: false, checks: results, notRun: checks.length }
    }
    for (const check of checks) await passes(check)
    return { passed: results.every(({ passed }) => passed), checks: results, notRun: 0 }
  } finally {
    await driver.leave()
  }
}
