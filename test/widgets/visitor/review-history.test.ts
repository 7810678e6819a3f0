/** The entry of the review in the browser's history. A model of the history takes the place of the browser. */
import { expect, test } from 'vitest'
import { createReviewHistory } from '../../../widgets/visitor/review-history.ts'

/** A browser's history, which the embedding page shares. `null` is an entry of the form's page, `host` of the embedding page. */
const modelHistory = (...entries: unknown[]) => {
  const events = new EventTarget()
  let at = entries.length - 1
  const steps: (() => void)[] = []
  const go = (by: number) =>
    steps.push(() => {
      at += by
      events.dispatchEvent(new Event('popstate'))
    })
  const add = (state: unknown) => {
    entries.splice(at + 1, entries.length, state)
    at += 1
  }
  const history = {
    get state() {
      return entries[at]
    },
    get length() {
      return entries.length
    },
    back: () => void go(-1),
    pushState: add,
    replaceState: (state: unknown) => {
      entries[at] = state
    },
  }
  return {
    ...{ history, events, entries, add },
    at: () => at,
    /** As the browser's buttons. */
    press: (button: 'back' | 'forward') => void go(button === 'back' ? -1 : 1),
    /** The browser moves in its history some time after a script or a person asks for that. */
    settle: () => {
      for (const step of steps.splice(0)) step()
    },
  }
}

const start = (...entries: unknown[]) => {
  const model = modelHistory(...entries)
  const calls: string[] = []
  const review = createReviewHistory({
    ...{ history: model.history, events: model.events },
    back: () => {
      calls.push('back')
      review.closed()
    },
    forward: () => {
      calls.push('forward')
      review.opened()
    },
  })
  return { ...model, review, calls }
}

test('the browser’s *Back* leaves the review, and another *Back* leaves the page', () => {
  const { review, entries, calls, press, settle, at } = start('chat', null)
  review.opened()
  expect(entries).toEqual(['chat', null, 'sealform-review'])
  press('back')
  settle()
  expect([calls, at()]).toEqual([['back'], 1])
})

test('*Change* and the receipt remove the entry, so that *Back* leaves the page at once', () => {
  const { review, calls, settle, at } = start('chat', null)
  review.opened()
  review.closed()
  settle()
  expect([calls, at()]).toEqual([[], 1])
})

test('*Forward* opens the review again', () => {
  const { review, calls, press, settle } = start('chat', null)
  review.opened()
  press('back')
  settle()
  press('forward')
  settle()
  expect(calls).toEqual(['back', 'forward'])
})

test('a review that opens before the browser has gone back gets its entry afterwards', () => {
  const { review, entries, calls, press, settle } = start('chat', null)
  review.opened()
  review.closed()
  review.opened()
  settle()
  expect([entries, calls]).toEqual([['chat', null, 'sealform-review'], []])
  press('back')
  settle()
  expect(calls).toEqual(['back'])
})

test('leaving the review does not undo a step of the embedding page', () => {
  const { review, add, settle, at } = start('chat', null)
  review.opened()
  add('host')
  review.closed()
  settle()
  expect(at()).toBe(3)
})

test('a reload of the review shows the questions, at an entry that is not of the review', () => {
  const { entries, calls } = start('chat', null, 'sealform-review')
  expect([entries, calls]).toEqual([['chat', null, null], []])
})
