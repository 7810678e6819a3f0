import { describe, expect, test } from 'vitest'
import { FormRecord, type FormState } from '../../../../lambdas/core/forms/form.ts'
import {
  decideStep,
  type FormStep,
  isEnded,
  statusOf,
  visitorStatusOf,
} from '../../../../lambdas/core/forms/form-state.ts'

const expiresAt = 1_000
const form = (state: FormState, more: Partial<FormRecord> = {}): FormRecord => ({
  ...FormRecord.parse({
    formId: '0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
    siteId: 'acme',
    conversationId: 'chat-1',
    templateId: 'card-payment',
    templateVersion: 1,
    sender: { issuer: 'https://issuer.example', subject: 'agent-7' },
    state,
    generation: 1,
    settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths: 13 },
    sentAt: 0,
    expiresAt,
  }),
  ...more,
})

const states: readonly FormState[] = ['sent', 'opened', 'submitted', 'retrieved', 'declined', 'cancelled']
const steps: readonly FormStep[] = [
  'extend-form',
  'report-progress',
  'issue-submit-key',
  'submit-form',
  'decline-form',
  'cancel-form',
  'resend-form',
  'issue-retrieve-key',
]

describe('the status of a form', () => {
  test.each(states)(
    'that is stored as `%s` becomes `expired` at the expiry only if it is `sent` or `opened`',
    (state) => {
      const mayExpire = state === 'sent' || state === 'opened'
      expect(statusOf(form(state), expiresAt - 1)).toBe(state)
      expect(statusOf(form(state), expiresAt)).toBe(mayExpire ? 'expired' : state)
    },
  )
})

describe('decideStep', () => {
  /** In the order of the steps: allowed, conflict, not available. */
  test.each<[FormState | 'expired', string]>([
    ['sent', '. . . . . a a c'],
    ['opened', 'a a a a a a a c'],
    ['submitted', '. . c c c c c a'],
    ['retrieved', '. . c . c c c a'],
    ['declined', '. . . . a c a c'],
    ['cancelled', '. . . . . a c c'],
    ['expired', '. . . . . c a c'],
  ])('returns for %s the outcomes %s (a: allowed, c: conflict, .: not available)', (state, row) => {
    const asked = state === 'expired' ? form('opened') : form(state)
    const now = state === 'expired' ? expiresAt : 0
    const letters = { allowed: 'a', conflict: 'c', 'not-available': '.' } as const
    expect(steps.map((step) => letters[decideStep(step, asked, now)]).join(' ')).toBe(row)
  })

  test.each(['closedAt', 'erasedAt'] as const)('refuses every step on a form that has %s', (end) => {
    for (const state of states) {
      const ended = form(state, { [end]: 5 })
      expect(isEnded(ended)).toBe(true)
      for (const step of steps) expect(decideStep(step, ended, 0)).toBe('not-available')
    }
    expect(isEnded(form('sent'))).toBe(false)
  })
})

describe('the status in the reply to the bound browser', () => {
  const closed = { closedAt: 5 }
  const erased = { erasedAt: 5 }

  test.each<[string, FormState, Partial<FormRecord>, number, string | undefined]>([
    ['resent and not opened since then', 'sent', {}, 0, undefined],
    ['opened', 'opened', {}, expiresAt - 1, 'opened'],
    ['past its expiry', 'opened', {}, expiresAt, 'expired'],
    ['opened, and its conversation is closed', 'opened', closed, 10, 'closed'],
    ['past its expiry, and its conversation is closed', 'opened', closed, expiresAt, 'closed'],
    ['declined', 'declined', {}, 0, 'declined'],
    ['declined, and its conversation is closed', 'declined', closed, expiresAt, 'declined'],
    ['cancelled', 'cancelled', {}, 0, 'cancelled'],
    ['cancelled, and its conversation is closed', 'cancelled', closed, expiresAt, 'cancelled'],
    ['submitted', 'submitted', {}, expiresAt, 'submitted'],
    ['retrieved, and its conversation is closed', 'retrieved', closed, expiresAt, 'submitted'],
    ['submitted and erased', 'submitted', erased, 0, undefined],
    ['opened and erased', 'opened', erased, 0, undefined],
    ['cancelled, closed and erased', 'cancelled', { ...closed, ...erased }, 0, undefined],
  ])('is correct for a form that is %s', (_, state, more, now, status) => {
    expect(visitorStatusOf(form(state, more), now)).toBe(status)
  })
})
