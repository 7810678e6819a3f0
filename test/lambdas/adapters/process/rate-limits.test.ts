import { describe, expect, test } from 'vitest'
import { memoryRateLimits, noRateLimits } from '../../../../lambdas/adapters/process/rate-limits.ts'
import type { RateLimit } from '../../../../lambdas/core/rate-limits.ts'
import { virtualClock } from '../../../../local/memory/clock.ts'

const limit: RateLimit = { name: 'sends', max: 3, windowSeconds: 60 }

const counted = (times: number) => {
  const clock = virtualClock(1_000)
  const limits = memoryRateLimits(clock)
  for (let count = 0; count < times; count++) limits.count(limit, 'acme')
  return { clock, limits }
}

describe('counting in memory', () => {
  test('has room until as many as may be have been', () => {
    expect(counted(2).limits.waitSeconds(limit, 'acme')).toBeUndefined()
    expect(counted(3).limits.waitSeconds(limit, 'acme')).toBe(60)
  })

  test('asking counts nothing', () => {
    const { limits } = counted(2)
    for (let count = 0; count < 10; count++) limits.waitSeconds(limit, 'acme')
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
  })

  test('tells whole seconds to wait, and never none', () => {
    const { clock, limits } = counted(3)
    clock.advance(20_500)
    expect(limits.waitSeconds(limit, 'acme')).toBe(40)
    clock.advance(39_499)
    expect(limits.waitSeconds(limit, 'acme')).toBe(1)
    clock.advance(1)
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
  })

  test('keeps everybody apart, and every limit', () => {
    const { limits } = counted(3)
    expect(limits.waitSeconds(limit, 'other')).toBeUndefined()
    expect(limits.waitSeconds({ ...limit, name: 'submit-keys' }, 'acme')).toBeUndefined()
  })

  test('forgets the oldest when there are too many to remember', () => {
    const { limits } = counted(3)
    for (let other = 0; other < 20_000; other++) limits.count(limit, `site-${other}`)
    expect(limits.waitSeconds(limit, 'acme')).toBeUndefined()
  })

  test('can be turned off', () => {
    for (let count = 0; count < 10; count++) noRateLimits.count(limit, 'acme')
    expect(noRateLimits.waitSeconds(limit, 'acme')).toBeUndefined()
  })
})
