import { describe, expect, test } from 'vitest'
import { memoryRateLimits, noRateLimits } from '../../../../lambdas/adapters/process/rate-limits.ts'
import type { RateLimit } from '../../../../lambdas/core/rate-limits.ts'
import { virtualClock } from '../../../../local/memory/clock.ts'
import { seededRandomness } from '../../../../local/memory/randomness.ts'

const limit: RateLimit = { name: 'sends', max: 3, windowSeconds: 60 }

const counted = (times: number) => {
  const clock = virtualClock(1_000)
  const limits = memoryRateLimits(clock)
  for (let count = 0; count < times; count++) limits.count(limit, 'acme')
  return { clock, limits }
}

describe('in-memory rate limits', () => {
  test('return a waiting time only when the caller has made the maximum number of calls', () => {
    expect(counted(2).limits.waitSeconds(limit, 'acme')).toBeUndefined()
    expect(counted(3).limits.waitSeconds(limit, 'acme')).toBe(60)
  })

  test('do not count a query for the waiting time as a call', () => {
    const { limits } = counted(2)
    for (let count = 0; count < 10; count++) limits.waitSeconds(limit, 'acme')
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
  })

  test('return the waiting time in whole seconds, at least 1', () => {
    const { clock, limits } = counted(3)
    clock.advance(20_500)
    expect(limits.waitSeconds(limit, 'acme')).toBe(40)
    clock.advance(39_499)
    expect(limits.waitSeconds(limit, 'acme')).toBe(1)
    clock.advance(1)
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
  })

  test('count separately for each caller and each limit', () => {
    const { limits } = counted(3)
    expect(limits.waitSeconds(limit, 'other')).toBeUndefined()
    expect(limits.waitSeconds({ ...limit, name: 'submit-keys' }, 'acme')).toBeUndefined()
  })

  test('count in a sliding window, so that twice the maximum cannot pass at a window boundary', () => {
    const { clock, limits } = counted(1)
    clock.advance(59_000)
    for (let count = 0; count < 2; count++) limits.count(limit, 'acme')
    expect(limits.waitSeconds(limit, 'acme')).toBe(1)
    clock.advance(1_000)
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
    limits.count(limit, 'acme')
    expect(limits.waitSeconds(limit, 'acme')).toBe(59)
  })

  test('use the maximum number of calls that the site has set', () => {
    const { limits } = counted(3)
    expect(limits.waitSeconds({ ...limit, max: 4 }, 'acme')).toBeUndefined()
    expect(limits.waitSeconds({ ...limit, max: 2 }, 'acme')).toBe(60)
  })

  test('are reset after a day without calls, and remain in force if the clock is set back', () => {
    const { clock, limits } = counted(3)
    clock.advance(86_400_000)
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
    for (let count = 0; count < 3; count++) limits.count(limit, 'acme')
    clock.advanceTo(1_000)
    expect(limits.waitSeconds(limit, 'acme')).toBeGreaterThan(0)
  })

  test('allow every call when they are disabled', () => {
    for (let count = 0; count < 10; count++) noRateLimits.count(limit, 'acme')
    expect(noRateLimits.waitSeconds(limit, 'acme')).toBeUndefined()
  })
})

describe('abuse 51: calls from 100,000 other callers', () => {
  const max = 60
  const perHour: RateLimit = { name: 'submit-keys', max, windowSeconds: 3_600 }
  const others = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${n}`)

  test.each([1, 2, 3])(
    'never reset the count of a caller, and do not raise it above the limit (random key %i)',
    (seed) => {
      const limits = memoryRateLimits(virtualClock(1_000), seededRandomness(seed).bytes(32))
      const callers = others('caller', 200)
      const countedOf = (n: number) => (n % 2 === 0 ? max : n % 20)
      callers.forEach((caller, n) => {
        for (let count = 0; count < countedOf(n); count++) limits.count(perHour, caller)
      })
      for (const other of others('other', 100_000)) limits.count(perHour, other)
      const refused = callers.map((caller) => limits.waitSeconds(perHour, caller) !== undefined)
      expect(refused).toEqual(callers.map((_, n) => countedOf(n) >= max))
    },
  )

  test('do not use up the counters of another limit', () => {
    const limits = memoryRateLimits(virtualClock(1_000), seededRandomness(1).bytes(32))
    for (let count = 0; count < max; count++) limits.count(perHour, 'acme')
    for (const other of others('other', 100_000)) limits.count({ ...perHour, name: 'opens' }, other)
    expect(limits.waitSeconds(perHour, 'acme')).toBe(3_599)
    expect(limits.waitSeconds({ ...perHour, name: 'opens' }, 'acme')).toBeUndefined()
  })

  test('cause at most 1 false refusal in 10,000 calls when 400 callers have reached the limit', () => {
    const limits = memoryRateLimits(virtualClock(1_000), seededRandomness(4).bytes(32))
    for (const other of others('at the limit', 400))
      for (let count = 0; count < max; count++) limits.count(perHour, other)
    const refused = others('caller', 10_000).filter((caller) => limits.waitSeconds(perHour, caller) !== undefined)
    expect(refused.length).toBeLessThanOrEqual(1)
  })
})
