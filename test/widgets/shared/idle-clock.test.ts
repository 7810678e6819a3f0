import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIdleClock } from '../../../widgets/shared/idle-clock.ts'

const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const started = (idleMinutes = 15, skew = 0) => {
  const received: string[] = []
  const clock = createIdleClock({
    warn: (minutes) => received.push(`${minutes} left`),
    clearWarning: () => received.push('calm'),
    onIdle: () => received.push('idled'),
  })
  const service = Date.now() + skew
  clock.setDeadline(service + idleMinutes * minute + 1_000, service)
  return { clock, received }
}

describe('the idle clock', () => {
  test('warns two minutes before the timeout, counts down, and ends', () => {
    const { received } = started()
    vi.advanceTimersByTime(13 * minute - 1)
    expect(received).toEqual([])
    vi.advanceTimersByTime(1)
    expect(received).toEqual(['2 left'])
    vi.advanceTimersByTime(minute)
    expect(received).toEqual(['2 left', '1 left'])
    vi.advanceTimersByTime(minute - 1)
    expect(received).toEqual(['2 left', '1 left'])
    vi.advanceTimersByTime(1)
    expect(received).toEqual(['2 left', '1 left', 'idled'])
  })

  test('is reset by every action, which also withdraws the warning', () => {
    const { clock, received } = started()
    vi.advanceTimersByTime(14 * minute)
    clock.recordActivity()
    vi.advanceTimersByTime(13 * minute - 1)
    expect(received).toEqual(['2 left', '1 left', 'calm'])
  })

  test.each([-600_000, 600_000])(
    'uses the clock of the service if the computer’s clock differs from it by %d ms',
    (skew) => {
      const { received } = started(15, skew)
      vi.advanceTimersByTime(13 * minute - 1)
      expect(received).toEqual([])
      vi.advanceTimersByTime(2 * minute + 1)
      expect(received.at(-1)).toBe('idled')
    },
  )

  test('warns halfway through if a site’s idle timeout is less than four minutes', () => {
    const { received } = started(1)
    vi.advanceTimersByTime(minute / 2)
    expect(received).toEqual(['1 left'])
  })

  test('ends only once if the computer sleeps past the timeout', () => {
    const { clock, received } = started()
    vi.setSystemTime(Date.now() + 60 * minute)
    clock.check()
    clock.check()
    vi.advanceTimersByTime(60 * minute)
    expect(received).toEqual(['idled'])
  })

  test('does nothing before it is started or after it is stopped', () => {
    const { clock, received } = started()
    clock.stop()
    clock.recordActivity()
    vi.advanceTimersByTime(60 * minute)
    expect(received).toEqual([])
  })
})
