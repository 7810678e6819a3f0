/** The server's clock, in milliseconds since the Unix epoch. Only this clock decides whether something has expired. */
export interface Clock {
  now(): number
}
