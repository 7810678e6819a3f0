/** The state machine of a form, and what each state answers to each step. */
import type { ConversationRecord } from '../conversations/conversation.ts'
import type { FormRecord, FormState } from './form.ts'

export type FormStatus = FormState | 'expired'

/** `expired` is derived from time, never stored. */
export const statusOf = (form: Pick<FormRecord, 'state' | 'expiresAt'>, now: number): FormStatus =>
  (form.state === 'sent' || form.state === 'opened') && now >= form.expiresAt ? 'expired' : form.state

/** The conversation is closed, or what was submitted has been erased. */
export const isEnded = (form: Pick<FormRecord, 'closedAt' | 'erasedAt'>): boolean =>
  form.closedAt !== undefined || form.erasedAt !== undefined

/** What was submitted has been erased, by itself or with all that its conversation had been sent by then. */
export const isErased = (
  { erasedAt, sentAt }: Pick<FormRecord, 'erasedAt' | 'sentAt'>,
  conversation: Pick<ConversationRecord, 'erasedAt'>,
): boolean => erasedAt !== undefined || (conversation.erasedAt !== undefined && conversation.erasedAt >= sentAt)

type StepDecision = 'allowed' | 'conflict' | 'not-available'
type DecisionsByStatus = Partial<Record<FormStatus, StepDecision>>

/** Where a state is not named the answer is *not available*. */
const stepDecisions = {
  'resume-form': { opened: 'allowed', submitted: 'allowed', retrieved: 'allowed', declined: 'allowed' },
  'extend-form': { opened: 'allowed' },
  'report-progress': { opened: 'allowed' },
  'issue-submit-key': { opened: 'allowed', submitted: 'conflict', retrieved: 'conflict' },
  'submit-form': { opened: 'allowed', submitted: 'conflict' },
  'decline-form': { opened: 'allowed', declined: 'allowed', submitted: 'conflict', retrieved: 'conflict' },
  'cancel-form': {
    sent: 'allowed',
    opened: 'allowed',
    cancelled: 'allowed',
    submitted: 'conflict',
    retrieved: 'conflict',
    declined: 'conflict',
    expired: 'conflict',
  },
  'resend-form': {
    sent: 'allowed',
    opened: 'allowed',
    expired: 'allowed',
    declined: 'allowed',
    submitted: 'conflict',
    retrieved: 'conflict',
    cancelled: 'conflict',
  },
  'issue-retrieve-key': {
    submitted: 'allowed',
    retrieved: 'allowed',
    sent: 'conflict',
    opened: 'conflict',
    declined: 'conflict',
    cancelled: 'conflict',
    expired: 'conflict',
  },
} as const satisfies Record<string, DecisionsByStatus>

export type FormStep = keyof typeof stepDecisions

/** What this form answers to this step, now. */
export const decideStep = (step: FormStep, form: FormRecord, now: number): StepDecision => {
  if (isEnded(form)) return 'not-available'
  const row: DecisionsByStatus = stepDecisions[step]
  return row[statusOf(form, now)] ?? 'not-available'
}
