import { Timestamp } from '../../contracts/identifiers.ts'

/** Formats a time in milliseconds since the epoch for the wire. */
export const timestamp = (at: number): Timestamp => Timestamp.parse(new Date(at).toISOString())

export const seconds = (count: number): number => count * 1_000
export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => count * 3_600_000

/**
 * Returns the time this many calendar months later, in UTC. If that month has no such day, returns its last day, so
 * that no record is retained a day too long.
 */
export const monthsLater = (at: number, months: number): number => {
  const moment = new Date(at)
  const day = moment.getUTCDate()
  moment.setUTCDate(1)
  moment.setUTCMonth(moment.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)).getUTCDate()
  moment.setUTCDate(Math.min(day, lastDay))
  return moment.getTime()
}
