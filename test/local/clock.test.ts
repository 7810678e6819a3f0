import { expect, test } from 'vitest'
import { runningClock } from '../../local/memory/clock.ts'

test('a running clock moves with the real time and when a test advances it, but never back', () => {
  let elapsed = 7_000
  const clock = runningClock(1_000_000, () => elapsed)
  expect(clock.now()).toBe(1_000_000)
  elapsed += 5_000
  expect(clock.now()).toBe(1_005_000)
  clock.advance(100)
  clock.advanceTo(1_000_000)
  expect(clock.now()).toBe(1_005_100)
  clock.advanceTo(2_000_000)
  elapsed += 1
  expect(clock.now()).toBe(2_000_001)
})
