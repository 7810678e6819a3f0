/** The server's clock: milliseconds since the Unix epoch. The only judge of expiry. */
export interface Clock {
  now(): number
}
