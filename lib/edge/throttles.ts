import type { StepName } from '../../contracts/protocol.ts'

export interface Throttle {
  /** Requests per second, on average. */
  readonly throttlingRateLimit: number
  /** Requests in a burst. */
  readonly throttlingBurstLimit: number
}

const throttle = (throttlingRateLimit: number): Throttle => ({
  throttlingRateLimit,
  throttlingBurstLimit: throttlingRateLimit * 2,
})

/**
 * For all sites and callers together: a flood at one step must not starve the others. The firewall blocks a flooding
 * address, and the handlers limit each site.
 */
const throttles: Partial<Record<StepName, Throttle>> = {
  // Open to anyone, and needed only once.
  'get-openapi': throttle(20),
  // Many for each form.
  'report-progress': throttle(1_000),
  // Changes that administrators make by hand.
  'put-site': throttle(10),
  'patch-site': throttle(10),
  'put-template': throttle(10),
  'delete-template': throttle(10),
}

const defaultThrottle = throttle(500)

export const throttleOf = (step: StepName | undefined): Throttle => (step && throttles[step]) ?? defaultThrottle
