/** The types for the doctor's checks. They define what a check may use and what it returns. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { ReadAws } from './aws/read-aws.ts'
import type { DeployedStage } from './deployed-stage.ts'

/**
 * The state of what was checked. If it is `unknown`, AWS refused the request or does not support it, so nothing was
 * checked.
 */
export type State = 'ok' | 'warning' | 'problem' | 'unknown'

export interface Finding {
  readonly check: string
  readonly state: State
  /** What the check found, in one phrase. */
  readonly found: string
  /** What to change in the settings or in the account, in plain sentences. */
  readonly change?: string | undefined
}

export type Found = Omit<Finding, 'check'>

export interface CheckContext {
  readonly settings: StageSettings
  readonly readAws: ReadAws
  /** Returns what is deployed. The deployed stage is read only once for all checks. */
  readonly deployed: () => Promise<DeployedStage>
  readonly now: () => Date
}

/** A check. A check changes nothing. It may throw, and `runChecks` turns the error into the state `unknown`. */
export interface Check {
  readonly name: string
  readonly run: (context: CheckContext) => Promise<Found | readonly Found[]>
}

export const ok = (found: string): Found => ({ state: 'ok', found })
export const warning = (found: string, change: string): Found => ({ state: 'warning', found, change })
export const problem = (found: string, change: string): Found => ({ state: 'problem', found, change })
