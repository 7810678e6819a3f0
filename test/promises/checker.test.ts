import { describe, expect, test } from 'vitest'
import { brokenPromises } from './checker.ts'
import type { Called, History, HistoryEvent } from './history.ts'
import {
  agent,
  backend,
  colleague,
  stranger,
  validHistory,
  visitor,
  withCallReplaced,
  withEventsChanged,
} from './valid-history.ts'

/** One more call that succeeds. */
const done = (called: Omit<Called, 'type' | 'call'>, answer: { formId?: string; submissionId?: string } = {}) =>
  [
    { type: 'called', call: 90, ...called },
    { type: 'answered', call: 90, at: called.at + 10, outcome: 'done', ...answer },
  ] as const satisfies readonly HistoryEvent[]

const retrieval = { step: 'retrieve-submission', by: agent, key: 'retrieve-1', submissionId: 'u-1', at: 4_020 } as const
const submission = {
  step: 'submit-form',
  by: visitor,
  formId: 'f-1',
  key: 'submit-1',
  at: 3_015,
  clear: 'd-1',
} as const
const release = { type: 'released', call: 90, at: 4_030, submissionId: 'u-1', clear: 'd-1' } as const

const broken: Readonly<Record<string, readonly (readonly [string, History])[]>> = {
  I1: [
    [
      'a submit key that took effect twice',
      withCallReplaced({ before: 5 }, ...done(submission, { submissionId: 'u-1' })),
    ],
    ['a retrieve key that took effect twice', withCallReplaced({ before: 7 }, ...done(retrieval))],
    ['an open key that two visitors used', withCallReplaced({ before: 3 }, ...done({ ...opened(), by: stranger }))],
    [
      'a form with two submissions',
      [...validHistory, { type: 'found-submission', submissionId: 'u-2', formId: 'f-1', hasDataKey: true }],
    ],
    [
      'a form recorded as submitted twice',
      withCallReplaced(
        { before: 5 },
        {
          type: 'recorded',
          at: 3_040,
          event: 'form-submitted',
          outcome: 'done',
          actor: 'visitor',
          formId: 'f-1',
        },
      ),
    ],
  ],
  I2: [
    ['a key used exactly at its expiry', withCallReplaced({ instead: 2 }, ...done({ ...opened(), at: 301_000 }))],
    ['a key used a minute after its expiry', withCallReplaced({ instead: 6 }, ...done({ ...retrieval, at: 124_000 }))],
  ],
  I3: [
    ['a key that was never issued', withCallReplaced({ instead: 2 }, ...done({ ...opened(), key: 'guessed' }))],
    ['an open key used to submit', withCallReplaced({ instead: 4 }, ...done({ ...submission, key: 'open-1' }))],
    ['a submit key used to retrieve', withCallReplaced({ instead: 6 }, ...done({ ...retrieval, key: 'submit-1' }))],
    ['a key of another form', withCallReplaced({ instead: 4 }, ...done({ ...submission, formId: 'f-2' }))],
    [
      'a key of another site',
      withCallReplaced({ instead: 6 }, ...done({ ...retrieval, by: { ...agent, siteId: 'other' } })),
    ],
    ['a key of another submission', withCallReplaced({ instead: 6 }, ...done({ ...retrieval, submissionId: 'u-2' }))],
    ['a submit key of another visitor', withCallReplaced({ instead: 4 }, ...done({ ...submission, by: stranger }))],
    ['a retrieve key of another agent', withCallReplaced({ instead: 6 }, ...done({ ...retrieval, by: colleague }))],
  ],
  I4: [
    ['clear text for a colleague', withCallReplaced({ instead: 6 }, ...done({ ...retrieval, by: colleague }), release)],
    ['clear text for a visitor', withCallReplaced({ instead: 6 }, ...done({ ...retrieval, by: visitor }), release)],
    [
      'clear text from another step',
      withCallReplaced({ instead: 6 }, ...done({ ...retrieval, step: 'get-form' }), release),
    ],
    ['clear text after the close', [...validHistory, ...done({ ...retrieval, at: 6_000 }), release]],
    [
      'clear text for an ended sign-in',
      withCallReplaced({ before: 6 }, ...signedOut(), ...done({ ...retrieval, at: 4_020 }), release),
    ],
    [
      "another visitor's clear text",
      withEventsChanged((event) => (event.type === 'released' ? { ...event, clear: 'd-2' } : event)),
    ],
    [
      'a view of the history without the permission',
      [...validHistory, ...done({ step: 'view-history', by: colleague, submissionId: 'u-1', at: 6_000 }), release],
    ],
  ],
  I6: [
    ['a release without a record', withEventsChanged((event) => (isReleaseRecord(event) ? undefined : event))],
    [
      'a release that was recorded only afterwards',
      [
        ...withEventsChanged((event) => (isReleaseRecord(event) ? undefined : event)),
        ...validHistory.filter(isReleaseRecord),
      ],
    ],
    ['two releases with one record', withCallReplaced({ before: 7 }, ...done(retrieval), release)],
    [
      'a failure record instead of a release record',
      withEventsChanged((event) => (isReleaseRecord(event) ? { ...event, outcome: 'failed' } : event)),
    ],
  ],
  I7: [
    ['a step after sign-out', withCallReplaced({ before: 5 }, ...signedOut())],
    [
      'a step after the idle time-out',
      withCallReplaced({ instead: 5 }, ...done({ ...issued(), at: 3_030 + 16 * 60_000 })),
    ],
    [
      'a retrieval with a key of another sign-in, which was signed out in the meantime',
      withCallReplaced(
        { instead: 6 },
        ...signedOut(),
        ...done({ ...retrieval, by: { ...agent, session: 's-70' }, at: 4_020 }),
      ),
    ],
    [
      'a step by a disabled person',
      withCallReplaced(
        { before: 5 },
        ...done({ step: 'put-person', by: agent, subject: 'agent-7', enabled: false, at: 3_500 }),
      ),
    ],
    [
      'a submission after the close',
      withCallReplaced(
        { before: 4 },
        ...done({ step: 'close-conversation', by: backend, conversationId: 'c-1', at: 3_015 }),
      ),
    ],
    [
      'a release recorded after the close',
      closedDuringRetrieval((event) => event.type === 'called' && event.call === 6),
    ],
    ['a form sent after the close', [...validHistory, ...done(sent(), { formId: 'f-9' })]],
    [
      'a submission after the form was cancelled',
      withCallReplaced({ before: 4 }, ...done({ ...eventOfForm(), step: 'cancel-form' })),
    ],
    [
      'a submission with a key that was issued before the resend',
      withCallReplaced({ before: 4 }, ...done({ ...eventOfForm(), step: 'resend-form' })),
    ],
    [
      'a retrieval after the erasure',
      withCallReplaced({ before: 6 }, ...done({ step: 'erase', by: colleague, submissionId: 'u-1', at: 4_015 })),
    ],
  ],
  I11: [
    ['a spent key without a submission', withEventsChanged(without('found-submission'))],
    [
      'a submission without a spent key',
      withEventsChanged((event) => (isKey(event, 'submit-1') ? unspent(event) : event)),
    ],
    [
      'a release without a spent key',
      withEventsChanged((event) => (isKey(event, 'retrieve-1') ? unspent(event) : event)),
    ],
    [
      'a submission without a data key',
      withEventsChanged((event) => (event.type === 'found-submission' ? { ...event, hasDataKey: false } : event)),
    ],
    ['a submission whose form does not show it', withEventsChanged(stateOpened)],
    [
      'a submission that differs from the one in the visitor’s reply',
      withEventsChanged((event) =>
        event.type === 'answered' && event.call === 4 ? { ...event, submissionId: 'u-3' } : event,
      ),
    ],
  ],
}

/** Closes the conversation during a retrieval, right after the matching event. */
function closedDuringRetrieval(isMoment: (event: HistoryEvent) => boolean): History {
  const closing = { call: 7, at: 4_021 } as const
  const close = [
    { type: 'called', ...closing, step: 'close-conversation', by: backend, siteId: 'acme', conversationId: 'c-1' },
    { type: 'answered', ...closing, outcome: 'done' },
  ] as const
  return validHistory
    .filter((event) => !('call' in event && event.call === 7))
    .flatMap((event): HistoryEvent[] => (isMoment(event) ? [event, ...close] : [event]))
}

function opened() {
  return { step: 'open-form', by: visitor, key: 'open-1', at: 2_020 } as const
}
function issued() {
  return { step: 'issue-retrieve-key', by: agent, formId: 'f-1' } as const
}
function sent() {
  return { step: 'send-form', by: agent, siteId: 'acme', conversationId: 'c-1', at: 6_000 } as const
}
function eventOfForm() {
  return { by: agent, formId: 'f-1', at: 3_015 } as const
}
function signedOut() {
  return [
    { type: 'called', call: 91, at: 4_012, step: 'sign-out', by: agent },
    { type: 'answered', call: 91, at: 4_014, outcome: 'done' },
  ] as const
}
function without(type: HistoryEvent['type']) {
  return (event: HistoryEvent) => (event.type === type ? undefined : event)
}
function stateOpened(event: HistoryEvent): HistoryEvent {
  return event.type === 'found-form' ? { type: 'found-form', formId: event.formId, state: 'opened' } : event
}
function isReleaseRecord(event: HistoryEvent): event is Extract<HistoryEvent, { type: 'recorded' }> {
  return event.type === 'recorded' && event.event === 'submission-retrieved'
}
function isKey(event: HistoryEvent, key: string): event is Extract<HistoryEvent, { type: 'found-key' }> {
  return event.type === 'found-key' && event.key === key
}
function unspent(event: Extract<HistoryEvent, { type: 'found-key' }>): HistoryEvent {
  return { ...event, spent: false }
}

test('a valid history breaks no promise', () => {
  expect(brokenPromises(validHistory)).toEqual([])
})

describe.each(Object.entries(broken))('the check of %s', (promise, histories) => {
  test.each(histories)('detects %s', (_what, history) => {
    expect(brokenPromises(history)).toContainEqual(expect.stringMatching(new RegExp(`^${promise}: `)))
  })
})

describe('the checker accepts', () => {
  test('a visitor who opens the form a second time', () => {
    expect(brokenPromises(withCallReplaced({ before: 3 }, ...done(opened(), { formId: 'f-1' })))).toEqual([])
  })

  test('a retrieval whose release was recorded before the conversation was closed', () => {
    expect(brokenPromises(closedDuringRetrieval(isReleaseRecord))).toEqual([])
  })

  test('a permitted manager who views the history after the close', () => {
    const manager = { kind: 'person', siteId: 'acme', subject: 'boss', session: 's-1', mayViewHistory: true } as const
    const viewed = {
      type: 'recorded',
      at: 6_001,
      event: 'history-viewed',
      outcome: 'released',
      actor: 'agent:boss',
    } as const
    expect(
      brokenPromises([
        ...validHistory,
        { ...viewed, submissionId: 'u-1' },
        ...done({ step: 'view-history', by: manager, submissionId: 'u-1', at: 6_000 }),
        { type: 'released', call: 90, at: 6_010, submissionId: 'u-1' },
      ]),
    ).toEqual([])
  })
})
