import { expect, test } from 'vitest'
import type { Called, History } from './history.ts'
import { expectPromisesHold } from './protocol-property.ts'

const minutes = 60_000

test('No promise is broken in two thousand random runs', { timeout: 2 * minutes }, async () => {
  const outcomes = new Set<string>()
  const note = (history: History): void => {
    const steps = new Map<number, Called['step']>()
    for (const event of history) {
      if (event.type === 'called') steps.set(event.call, event.step)
      if (event.type === 'answered') outcomes.add(`${steps.get(event.call)} ${event.outcome}`)
    }
  }
  await expectPromisesHold({ runs: 2_000, onHistory: note })

  // The runs are meaningful only if they covered these; the rarest, a conflict, occurs in one of two hundred.
  expect([...outcomes]).toEqual(
    expect.arrayContaining([
      'open-form done',
      'open-form not-available',
      'submit-form done',
      'submit-form not-available',
      'submit-form conflict',
      'submit-form not-valid',
      'submit-form try-again',
      'submit-form nothing',
      'retrieve-submission done',
      'retrieve-submission not-available',
      'retrieve-submission not-signed-in',
      'retrieve-submission try-again',
      'issue-retrieve-key conflict',
      'send-form not-permitted',
      'close-conversation done',
      'sign-out done',
    ]),
  )
})
