/**
 * The service's clock. Forms expire by it, and a visitor's own clock may be wrong by hours. Replies have the service's time in
 * their `Date` header (RFC 9110, section 6.6.1).
 */
export interface ServiceClock {
  /** Returns the time in milliseconds since the epoch. */
  now(): number
}

/** Creates the clock. `repliedAt` is the time of the service's last reply. Without it, uses the browser's clock. */
export const serviceClock = (repliedAt: number | undefined): ServiceClock => {
  const offset = repliedAt === undefined ? 0 : repliedAt - Date.now()
  return { now: () => Date.now() + offset }
}
