/**
 * What time it is for the service. Ends of forms are by its clock, and a visitor's own may be wrong by hours; the replies say
 * which time it was there when they were sent (RFC 9110, section 6.6.1).
 */
export interface ServiceClock {
  /** Milliseconds since the epoch. */
  now(): number
}

/** `repliedAt`: what the service's last reply said; without it the browser's own clock has to do. */
export const serviceClock = (repliedAt: number | undefined): ServiceClock => {
  const offset = repliedAt === undefined ? 0 : repliedAt - Date.now()
  return { now: () => Date.now() + offset }
}
