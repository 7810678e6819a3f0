/** The state machine of a form: whether each step is allowed in each state. */
import type { ConversationRecord } from '../conversations/conversation.ts'
import type { FormRecord, FormState } from './form.ts'

export type FormStatus = FormState | 'expired'

/** Returns the form's status. `expired` is derived from the time and never stored. */
export const statusOf = (form: Pick<FormRecord, 'state' | 'expiresAt'>, now: number): FormStatus =>
  (form.state === 'sent' || form.state === 'opened') && now >= form.expiresAt ? 'expired' : form.state

/** True if the form's conversation is closed or the form is erased. */
export const isEnded = (form: Pick<FormRecord, 'closedAt' | 'erasedAt'>): boolean =>
  form.closedAt !== undefined || form.erasedAt !== undefined

/**
 * True if the form is erased, either individually or with all forms that were sent in its conversation before the
 * erasure.
 */
export const isErased = (
  { erasedAt, sentAt }: Pick<FormRecord, 'erasedAt' | 'sentAt'>,
  conversation: Pick<ConversationRecord, 'erasedAt'>,
): boolean => erasedAt !== undefined || (conversation.erasedAt !== undefined && conversation.erasedAt >= sentAt)

type StepDecision = 'allowed' | 'conflict' | 'not-available'
type DecisionsByStatus = Partial<Record<FormStatus, StepDecision>>

/** The decision of each step for each state. The decision for a state that is not listed is `not-available`. */
const stepDecisions = {
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

/** Decides whether the form allows this step now. */
export const decideStep = (step: FormStep, form: FormRecord, now: number): StepDecision => {
  if (isEnded(form)) return 'not-available'
  const row: DecisionsByStatus = stepDecisions[step]
  return row[statusOf(form, now)] ?? 'not-available'
}

/** The status that the visitor sees, in the browser that the form is bound to. */
export type VisitorStatus = 'opened' | 'submitted' | 'declined' | 'cancelled' | 'closed' | 'expired'

/**
 * Returns the status of a form that the visitor sees. It shows how the form ended. Returns nothing once the form is
 * erased. A form with stored answers stays `submitted`, as a receipt, even after its conversation is closed.
 */
export const visitorStatusOf = (form: FormRecord, now: number): VisitorStatus | undefined => {
  if (form.erasedAt !== undefined || form.state === 'sent') return undefined
  if (form.state === 'submitted' || form.state === 'retrieved') return 'submitted'
  if (form.state === 'declined' || form.state === 'cancelled') return form.state
  if (form.closedAt !== undefined) return 'closed'
  return now >= form.expiresAt ? 'expired' : 'opened'
}
