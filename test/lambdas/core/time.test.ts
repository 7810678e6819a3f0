import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hours, minutes, monthsLater, seconds, timestamp } from '../../../lambdas/core/time.ts'

test('a timestamp is ISO 8601 in UTC with milliseconds', () => {
  expect(timestamp(0)).toBe('1970-01-01T00:00:00.000Z')
  expect(timestamp(Date.UTC(2030, 0, 15, 12, 0, 0, 7))).toBe('2030-01-15T12:00:00.007Z')
})

test('seconds, minutes and hours are converted to milliseconds', () => {
  expect([seconds(2), minutes(2), hours(2)]).toEqual([2_000, 120_000, 7_200_000])
})

describe('monthsLater', () => {
  test.each([
    ['2030-01-15T12:00:00.007Z', 13, '2031-02-15T12:00:00.007Z'],
    ['2030-01-31T23:59:59.999Z', 1, '2030-02-28T23:59:59.999Z'],
    ['2028-01-31T00:00:00.000Z', 1, '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', 12, '2029-02-28T00:00:00.000Z'],
    ['2030-12-31T00:00:00.000Z', 2, '2031-02-28T00:00:00.000Z'],
    ['2030-08-31T00:00:00.000Z', 13, '2031-09-30T00:00:00.000Z'],
  ])('returns for %s and %i months the time %s', (from, months, until) => {
    expect(timestamp(monthsLater(Date.parse(from), months))).toBe(until)
  })

  test('changes the month by exactly the given number, and the day of the month by at most three', () => {
    const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2090, 0) })
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 13 }), (from, months) => {
        const [start, end] = [new Date(from), new Date(monthsLater(from, months))]
        const passed = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
        expect(passed).toBe(months)
        expect(end.getUTCDate()).toBeLessThanOrEqual(start.getUTCDate())
        expect(start.getUTCDate() - end.getUTCDate()).toBeLessThanOrEqual(3)
        expect(end.getTime() % 86_400_000).toBe(start.getTime() % 86_400_000)
      }),
    )
  })
})
