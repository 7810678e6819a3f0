/**
 * The service's clock. It determines when a form expires, and the clock of a visitor's machine may be wrong by hours. Replies
 * contain the service's time in their `Date` header (RFC 9110, section 6.6.1).
 */
export interface ServiceClock {
  /** Returns the time in milliseconds since the epoch. */
  now(): number
}

/** Creates the clock. `repliedAt` is the time of the service's last reply. Without `repliedAt`, the clock is the browser's. */
export const serviceClock = (repliedAt: number | undefined): ServiceClock => {
  const offset = repliedAt === undefined ? 0 : repliedAt - Date.now()
  return { now: () => Date.now() + offset }
}
