/** The server's clock, in milliseconds since the Unix epoch. No other clock decides whether something has expired. */
export interface Clock {
  now(): number
}
