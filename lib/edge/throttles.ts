import type { StepName } from '../../contracts/protocol.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface Throttle {
  /** The average number of requests per second. */
  readonly throttlingRateLimit: number
  /** The number of requests in a burst. */
  readonly throttlingBurstLimit: number
}

/**
 * The default rates of steps, for all sites and callers together. They prevent a flood of requests to one step from
 * starving the other steps. In addition, the firewall blocks an address that sends too many requests, and the handlers
 * limit each site. A stage's settings can replace each number.
 */
const defaults: Partial<Record<StepName, number>> = {
  // Anyone may call this step, but a caller needs to call it only once.
  'get-openapi': 20,
  // A page calls this step many times for each form.
  'report-progress': 1_000,
  // Administrators make these changes by hand.
  'put-site': 10,
  'patch-site': 10,
  'put-template': 10,
  'delete-template': 10,
}

const defaultRate = 500

/** Returns the throttle of a step, or of the methods that are not steps. */
export const throttleOf = (step: StepName | undefined, { throttles }: Pick<StageSettings, 'throttles'>): Throttle => {
  const rate = (step && (throttles[step] ?? defaults[step])) ?? defaultRate
  return { throttlingRateLimit: rate, throttlingBurstLimit: rate * 2 }
}
