import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import { createProgressReporter, type Progress } from '../../../widgets/visitor/progress.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const id = QuestionId.parse('card-number')

const reporting = () => {
  const startedAt = Date.now()
  const reports: [number, string | undefined][] = []
  const typed: { state: Progress[typeof id] } = { state: 'empty' }
  const ending = new AbortController()
  const changed = createProgressReporter(
    {
      read: () => ({ [id]: typed.state }),
      report: (progress) => reports.push([(Date.now() - startedAt) / 1000, progress[id]]),
      now: Date.now,
    },
    ending.signal,
  )
  const type = (state: typeof typed.state) => {
    typed.state = state
    changed()
  }
  return { reports, type, ending, pass: (seconds: number) => vi.advanceTimersByTime(seconds * 1000) }
}

test('progress is reported after a pause in typing, and only if it has changed', () => {
  const { reports, type, pass } = reporting()
  for (let key = 0; key < 4; key += 1) {
    type('invalid')
    pass(0.5)
  }
  pass(10)
  type('invalid')
  pass(10)
  expect(reports).toEqual([[2.5, 'invalid']])
})

test('progress is reported at most every five seconds', () => {
  const { reports, type, pass } = reporting()
  for (const state of ['invalid', 'valid', 'empty', 'valid', 'invalid', 'empty', 'valid'] as const) {
    type(state)
    pass(1.5)
  }
  pass(10)
  expect(reports).toEqual([
    [1, 'invalid'],
    [6, 'valid'],
  ])
})

test('progress is not reported after the form has ended', () => {
  const { reports, type, ending, pass } = reporting()
  type('valid')
  ending.abort()
  type('invalid')
  pass(10)
  expect(reports).toEqual([])
})
