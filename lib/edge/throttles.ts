import type { StepName } from '../../contracts/protocol.ts'

export interface Throttle {
  /** Requests a second, over time. */
  readonly throttlingRateLimit: number
  /** Requests at once. */
  readonly throttlingBurstLimit: number
}

const throttle = (throttlingRateLimit: number): Throttle => ({
  throttlingRateLimit,
  throttlingBurstLimit: throttlingRateLimit * 2,
})

/**
 * For all sites and callers together. They keep a flood at one step from taking what the others need; who floods is stopped by
 * the firewall, and a site by the handlers.
 */
const throttles: Partial<Record<StepName, Throttle>> = {
  // Anyone may ask, and nobody needs it twice.
  'get-openapi': throttle(20),
  // Many for each form.
  'report-progress': throttle(1_000),
  // For people at a desk.
  'put-site': throttle(10),
  'patch-site': throttle(10),
  'put-template': throttle(10),
  'delete-template': throttle(10),
}

const defaultThrottle = throttle(500)

export const throttleOf = (step: StepName | undefined): Throttle => (step && throttles[step]) ?? defaultThrottle
