import { expect, test } from 'vitest'
import { refusalFloor } from '../../../../lambdas/adapters/process/refusal-floor.ts'
import { refusalFloorMs } from '../../../../lambdas/core/refusal-floor.ts'

/** A timer whose pauses take whole milliseconds, and whose event loop turns take a tenth of one. */
const virtualTimer = () => {
  let now = 0
  return {
    now: () => now,
    work: (milliseconds: number) => {
      now += milliseconds
    },
    async pause(milliseconds: number) {
      now += Math.trunc(milliseconds)
    },
    async turn() {
      now += 0.1
    },
  }
}

test.each([0, 1.37, 2.9, 49.95])(
  'abuse 53: a refusal is sent only after the minimum time, even if the step took only %s ms',
  async (milliseconds) => {
    const timer = virtualTimer()
    const hold = refusalFloor(timer).begin()
    timer.work(milliseconds)
    await hold()
    expect(timer.now()).toBeGreaterThanOrEqual(refusalFloorMs)
    expect(timer.now()).toBeLessThan(refusalFloorMs + 0.2)
  },
)

test('a refusal by a step that took longer than the minimum time is sent immediately', async () => {
  const timer = virtualTimer()
  const hold = refusalFloor(timer).begin()
  timer.work(refusalFloorMs + 7)
  await hold()
  expect(timer.now()).toBe(refusalFloorMs + 7)
})
