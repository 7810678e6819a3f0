/** The server's clock: milliseconds since the Unix epoch. It alone decides expiry. */
export interface Clock {
  now(): number
}
