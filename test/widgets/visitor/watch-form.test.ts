/** How often a page asks whether its form is still open: each call costs, and an end should not stay unnoticed. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchForm } from '../../../widgets/visitor/watch-form.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const seconds = 1_000
const minutes = 60 * seconds

const watching = () => {
  const startedAt = Date.now()
  const checks: number[] = []
  const page = { isVisible: true }
  const ending = new AbortController()
  const watch = watchForm(
    {
      check: () => checks.push((Date.now() - startedAt) / seconds),
      isVisible: () => page.isVisible,
      now: Date.now,
    },
    ending.signal,
  )
  const pass = (milliseconds: number) => vi.advanceTimersByTime(milliseconds)
  return { watch, checks, page, ending, pass }
}

describe('a page requests the state of its form', () => {
  test('every 15 seconds, and every 60 seconds after two minutes without activity', () => {
    const { checks, pass } = watching()
    pass(5 * minutes)
    expect(checks).toEqual([15, 30, 45, 60, 75, 90, 105, 120, 180, 240, 300])
  })

  test('at most every 15 seconds, even during fast typing', () => {
    const { watch, checks, pass } = watching()
    for (let second = 0; second < 60; second++) {
      watch.onActivity()
      pass(1 * seconds)
    }
    expect(checks).toEqual([15, 30, 45, 60])
  })

  test('immediately when the person types or returns after a pause', () => {
    const { watch, checks, pass } = watching()
    pass(4 * minutes + 40 * seconds)
    const before = checks.length
    watch.onActivity()
    pass(0)
    expect(checks.slice(before)).toEqual([280])
    pass(15 * seconds)
    expect(checks.slice(before)).toEqual([280, 295])
  })

  test('never while the page is hidden, and once when it is shown again', () => {
    const { watch, checks, page, pass } = watching()
    page.isVisible = false
    pass(10 * minutes)
    expect(checks).toEqual([])
    page.isVisible = true
    watch.onActivity()
    pass(0)
    expect(checks).toEqual([600])
  })

  test('15 seconds after another call has returned the state, and not earlier', () => {
    const { watch, checks, pass } = watching()
    pass(10 * seconds)
    watch.onChecked()
    pass(14 * seconds)
    expect(checks).toEqual([])
    pass(1 * seconds)
    expect(checks).toEqual([25])
  })

  test('never after the form has ended', () => {
    const { watch, checks, ending, pass } = watching()
    ending.abort()
    watch.onActivity()
    pass(10 * minutes)
    expect(checks).toEqual([])
  })
})
