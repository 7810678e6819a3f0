import type { StepName } from '../../contracts/protocol.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface Throttle {
  /** Requests per second, on average. */
  readonly throttlingRateLimit: number
  /** Requests in a burst. */
  readonly throttlingBurstLimit: number
}

/**
 * For all sites and callers together: a flood at one step must not starve the others. The firewall blocks a flooding
 * address, and the handlers limit each site. The settings of a stage can replace each number.
 */
const defaults: Partial<Record<StepName, number>> = {
  // Open to anyone, and needed only once.
  'get-openapi': 20,
  // Many for each form.
  'report-progress': 1_000,
  // Changes that administrators make by hand.
  'put-site': 10,
  'patch-site': 10,
  'put-template': 10,
  'delete-template': 10,
}

const defaultRate = 500

/** Of a step, or of every method that is not a step. */
export const throttleOf = (step: StepName | undefined, { throttles }: Pick<StageSettings, 'throttles'>): Throttle => {
  const rate = (step && (throttles[step] ?? defaults[step])) ?? defaultRate
  return { throttlingRateLimit: rate, throttlingBurstLimit: rate * 2 }
}
