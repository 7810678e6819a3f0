/**
 * A valid history for tests to modify: one form sent, opened, submitted and retrieved, then the conversation closed.
 */
import type { History, HistoryEvent } from './history.ts'

export const agent = { kind: 'person', siteId: 'acme', subject: 'agent-7', session: 's-7' } as const
export const colleague = { kind: 'person', siteId: 'acme', subject: 'agent-8', session: 's-8' } as const
export const visitor = { kind: 'visitor', visitor: 'ann' } as const
export const stranger = { kind: 'visitor', visitor: 'bob' } as const
export const backend = { kind: 'machine', siteId: 'acme' } as const

const form = { siteId: 'acme', formId: 'f-1' } as const
const conversation = { siteId: 'acme', conversationId: 'c-1' } as const

export const validHistory: History = [
  { type: 'site', siteId: 'acme', idleMinutes: 15 },
  { type: 'called', call: 1, at: 1_000, step: 'send-form', by: agent, conversationId: 'c-1' },
  { type: 'answered', call: 1, at: 1_010, outcome: 'done', formId: 'f-1' },
  { type: 'issued', key: 'open-1', action: 'open', ...form, expiresAt: 301_000 },

  { type: 'called', call: 2, at: 2_000, step: 'open-form', by: visitor, key: 'open-1' },
  { type: 'answered', call: 2, at: 2_010, outcome: 'done', formId: 'f-1' },

  { type: 'called', call: 3, at: 3_000, step: 'issue-submit-key', by: visitor, formId: 'f-1' },
  { type: 'answered', call: 3, at: 3_010, outcome: 'done' },
  { type: 'issued', key: 'submit-1', action: 'submit', ...form, expiresAt: 33_000, to: 'ann' },

  {
    type: 'called',
    call: 4,
    at: 3_020,
    step: 'submit-form',
    by: visitor,
    formId: 'f-1',
    key: 'submit-1',
    clear: 'd-1',
  },
  { type: 'recorded', at: 3_025, event: 'form-submitted', outcome: 'done', actor: 'visitor', formId: 'f-1' },
  { type: 'answered', call: 4, at: 3_030, outcome: 'done', submissionId: 'u-1' },

  { type: 'called', call: 5, at: 4_000, step: 'issue-retrieve-key', by: agent, formId: 'f-1' },
  { type: 'answered', call: 5, at: 4_010, outcome: 'done' },
  {
    type: 'issued',
    key: 'retrieve-1',
    action: 'retrieve',
    ...form,
    expiresAt: 64_000,
    to: 'agent-7',
    session: 's-7',
    submissionId: 'u-1',
  },

  {
    type: 'called',
    call: 6,
    at: 4_020,
    step: 'retrieve-submission',
    by: agent,
    key: 'retrieve-1',
    submissionId: 'u-1',
  },
  {
    type: 'recorded',
    at: 4_025,
    event: 'submission-retrieved',
    outcome: 'released',
    actor: 'agent:agent-7',
    formId: 'f-1',
    submissionId: 'u-1',
  },
  { type: 'answered', call: 6, at: 4_030, outcome: 'done', formId: 'f-1' },
  { type: 'released', call: 6, at: 4_030, submissionId: 'u-1', clear: 'd-1' },

  { type: 'called', call: 7, at: 5_000, step: 'close-conversation', by: backend, ...conversation },
  { type: 'answered', call: 7, at: 5_010, outcome: 'done' },

  { type: 'found-form', formId: 'f-1', state: 'retrieved', submissionId: 'u-1' },
  { type: 'found-submission', submissionId: 'u-1', formId: 'f-1', hasDataKey: true },
  { type: 'found-key', key: 'open-1', spent: true },
  { type: 'found-key', key: 'submit-1', spent: true },
  { type: 'found-key', key: 'retrieve-1', spent: true },
]

const isOfCall = (event: HistoryEvent, call: number): boolean => 'call' in event && event.call === call

/** The history with these events instead of one call, or right before it. */
export function withCallReplaced(
  { before, instead }: { before?: number; instead?: number },
  ...events: readonly HistoryEvent[]
): History {
  const call = before ?? instead ?? 0
  const first = validHistory.findIndex((event) => isOfCall(event, call))
  const rest = validHistory.slice(first).filter((event) => instead === undefined || !isOfCall(event, call))
  return [...validHistory.slice(0, first), ...events, ...rest]
}

/** The history with each matching event changed. */
export const withEventsChanged = (change: (event: HistoryEvent) => HistoryEvent | undefined): History =>
  validHistory.flatMap((event) => change(event) ?? [])
