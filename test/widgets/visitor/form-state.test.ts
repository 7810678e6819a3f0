/** The transitions between the states of an opened form. The screens are in the browser tests. */
import { describe, expect, test } from 'vitest'
import { FormId, QuestionId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { SubmittedForm } from '../../../contracts/visitor-form.ts'
import {
  type FormEvent,
  type FormState,
  firstState,
  isPending,
  shownEnd,
  transition,
} from '../../../widgets/visitor/form-state.ts'
import type { SendResult } from '../../../widgets/visitor/send-answers.ts'
import type { ValidatedAnswers } from '../../../widgets/visitor/validate-answers.ts'

const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const id = QuestionId.parse('card-number')
const receipt: SubmittedForm = {
  ...{ formId, siteName: 'Acme', status: 'submitted', submittedAt: '2026-06-01T00:10:00.000Z' },
  submissionId: SubmissionId.parse('9d3f4c1e-7f0a-4c39-9a57-3f0f1f6f8a22'),
}
const ended = (status: 'cancelled' | 'closed' | 'expired' | 'declined') => ({ formId, siteName: 'Acme', status })

const validated = (answer = '4111', errors: ValidatedAnswers['errors'] = new Map()): ValidatedAnswers => ({
  answers: new Map([[id, answer]]),
  toSeal: new Map(),
  errors,
})
const good = validated()

const stateAfter = (...events: readonly FormEvent[]): FormState => events.reduce(transition, firstState)
const sent = (outcome: SendResult): FormEvent => ({ type: 'sent', outcome })
const review: FormEvent = { type: 'reviewed', validated: good }
const send: FormEvent = { type: 'sending' }
const over = (status?: Parameters<typeof ended>[0]): FormEvent => ({ type: 'over', end: status && ended(status) })

describe('a review', () => {
  test('shows the answers if all are right', () => {
    expect(stateAfter(review)).toEqual({ screen: 'reviewing', sending: 'not-sent', validated: good })
  })

  test('shows the errors at the questions', () => {
    const wrong = validated('4111', new Map([[id, 'required']]))
    const problem = { kind: 'invalid' }
    expect(stateAfter({ type: 'reviewed', validated: wrong })).toEqual({
      screen: 'asking',
      sending: 'not-sent',
      problem,
    })
  })

  test('refuses answers that are too long together', () => {
    const problem = { kind: 'invalid' }
    expect(stateAfter({ type: 'reviewed', validated: validated('x'.repeat(60_001)) })).toMatchObject({ problem })
  })

  test('is left for the question to change, and can be opened again', () => {
    const changing = stateAfter(review, { type: 'changing', focus: id })
    expect(changing).toEqual({ screen: 'asking', sending: 'not-sent', focus: id })
    expect(transition(changing, review)).toEqual(stateAfter(review))
  })

  test('of an ended form is replaced by the questions and the reason', () => {
    const state = stateAfter(over('cancelled'), review)
    expect(state).toMatchObject({ screen: 'asking', problem: { kind: 'ended' }, ended: { ending: 'cancelled' } })
  })
})

describe('*Send*', () => {
  test.each<[SendResult, object]>([
    [
      { result: 'arrived', receipt },
      { screen: 'submitted', receipt },
    ],
    [{ result: 'unknown' }, { screen: 'reviewing', sending: 'unclear' }],
    [{ result: 'not-arrived' }, { screen: 'reviewing', sending: 'not-arrived' }],
    [{ result: 'later' }, { screen: 'reviewing', sending: 'later' }],
    [
      { result: 'wrong', errors: [] },
      { screen: 'asking', sending: 'not-sent', problem: { kind: 'fields', errors: [] } },
    ],
    [{ result: 'too-large' }, { screen: 'asking', sending: 'not-sent', problem: { kind: 'too-large' } }],
    [
      { result: 'over', end: ended('closed') },
      { screen: 'asking', sending: 'not-sent', problem: { kind: 'ended' }, ended: { ending: 'closed' } },
    ],
    [{ result: 'over', end: ended('declined') }, { screen: 'declined' }],
  ])('with the outcome %j leads to the right screen', (outcome, state) => {
    expect(stateAfter(review, send, sent(outcome))).toMatchObject(state)
  })

  test('is pending until the outcome is known, also while the visitor looks at the questions', () => {
    const pending = stateAfter(review, send, { type: 'changing' })
    expect([isPending(pending), pending]).toEqual([true, { screen: 'asking', sending: 'sending' }])
    expect(isPending(transition(pending, sent({ result: 'unknown' })))).toBe(true)
    expect(isPending(transition(pending, sent({ result: 'not-arrived' })))).toBe(false)
    expect(transition(pending, sent({ result: 'arrived', receipt })).screen).toBe('submitted')
  })

  test('on an ended form shows the reason, and sends nothing', () => {
    expect(stateAfter(review, over('expired'), send)).toMatchObject({ screen: 'asking', problem: { kind: 'ended' } })
  })

  test('starts again without the message of the last attempt after a change', () => {
    const state = stateAfter(review, send, sent({ result: 'not-arrived' }), { type: 'changing' }, review)
    expect(state).toMatchObject({ screen: 'reviewing', sending: 'not-sent' })
  })
})

describe('the end of a form', () => {
  test('is shown on the current screen, and the reason of the service replaces that of the clock', () => {
    const expired = stateAfter(review, over('expired'))
    expect(expired.screen).toBe('reviewing')
    expect(shownEnd(expired)).toEqual({ ending: 'expired' })
    expect(shownEnd(transition(expired, over('cancelled')))).toEqual({ ending: 'cancelled' })
  })

  test('keeps its reason if the service reports none, and changes nothing', () => {
    const expired = stateAfter(over('expired'))
    expect(transition(expired, over())).toBe(expired)
    expect(shownEnd(stateAfter(over()))).toEqual({ ending: undefined })
  })

  test('is not shown until the outcome of a submission is known', () => {
    const pending = stateAfter(review, send, over('expired'))
    expect([isPending(pending), shownEnd(pending)]).toEqual([true, undefined])
    expect(shownEnd(transition(pending, sent({ result: 'unknown' })))).toBeUndefined()
    expect(shownEnd(transition(pending, sent({ result: 'over' })))).toEqual({ ending: 'expired' })
  })

  test('is shown if *Decline* fails because of it', () => {
    expect(stateAfter({ type: 'decline-failed' })).toMatchObject({ problem: { kind: 'decline-failed' } })
    expect(stateAfter(over('closed'), { type: 'decline-failed' })).toMatchObject({ problem: { kind: 'ended' } })
  })
})

test.each<FormState>([{ screen: 'submitted', receipt }, { screen: 'declined' }])('the screen %j is final', (state) => {
  const events: readonly FormEvent[] = [
    ...[review, send, over('expired'), sent({ result: 'unknown' })],
    ...([{ type: 'changing' }, { type: 'decline-failed' }, { type: 'declined' }] as const),
  ]
  for (const event of events) expect(transition(state, event)).toBe(state)
})
