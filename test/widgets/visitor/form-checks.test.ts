/** How the visitor's page learns that its form has ended. A fake of the calls takes the place of the service. */
import { expect, test } from 'vitest'
import { FormId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'
import { VisitorSecret } from '../../../contracts/one-time-key.ts'
import type { Reply } from '../../../widgets/shared/api-client.ts'
import { createFormChecks, type FormChecksPorts } from '../../../widgets/visitor/form-checks.ts'
import { type FormEvent, type FormState, firstState, transition } from '../../../widgets/visitor/form-state.ts'

const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const form = {
  formId,
  siteName: 'Acme',
  template: { id: TemplateId.parse('card-payment'), version: 3, title: 'Card', locale: 'en', questions: [], theme: {} },
  status: 'opened' as const,
  expiresAt: '2026-06-01T12:00:00.000Z',
}
const validated = { answers: new Map(), toSeal: new Map(), errors: new Map() }
const receipt = {
  ...{ formId, siteName: 'Acme', status: 'submitted', submittedAt: '2026-06-01T12:00:00.000Z' },
  submissionId: SubmissionId.parse('9d3f4c1e-7f0a-4c39-9a57-3f0f1f6f8a22'),
}
const ended = (status: string) => ({ formId, siteName: 'Acme', status })

const done = (value: unknown): Reply<unknown> => ({ outcome: 'done', value })
const notAvailable: Reply<unknown> = { outcome: 'refused', code: 'not-available', errors: [] }
const unclear: Reply<unknown> = { outcome: 'unclear' }
const brief = (status: string) => done({ formId, status })

/** Replies one after the other, in the state after the events. */
const checking = (replies: readonly Reply<unknown>[], events: readonly FormEvent[] = []) => {
  let state: FormState = events.reduce(transition, firstState)
  const calls: string[] = []
  const recorded: unknown[] = []
  const call: FormChecksPorts['call'] = async (step, { body }) => {
    const isBrief = typeof body === 'object' && body !== null && 'brief' in body
    calls.push(isBrief ? `${step.name}, brief` : step.name)
    const reply = replies[calls.length - 1] ?? unclear
    return reply.outcome === 'done' ? { outcome: 'done', value: step.reply.parse(reply.value) } : reply
  }
  const checks = createFormChecks({
    ...{ call, form, pause: async () => {}, state: () => state },
    record: {
      ...{
        visitorSecret: VisitorSecret.parse(`${'v'.repeat(42)}A`),
        formId,
        locale: undefined,
        madeAt: '2026-03-02T09:00:00.000Z',
        isStored: true,
      },
      ...{ markOpened: () => {}, forget: () => {}, markEnded: (end) => recorded.push(end) },
    },
    dispatch: (event) => {
      state = transition(state, event)
    },
  })
  return { checks, calls, recorded, state: () => state }
}

const sending: readonly FormEvent[] = [{ type: 'reviewed', validated }, { type: 'sending' }]
const expired: FormEvent = { type: 'over', end: { formId, siteName: 'Acme', status: 'expired' } }

test('a brief check that finds an ended form records and shows how it ended', async () => {
  const { checks, calls, recorded, state } = checking([brief('cancelled')])
  await checks.checkStatus()
  expect([calls, recorded]).toEqual([['resume-form, brief'], [ended('cancelled')]])
  expect(state()).toMatchObject({ screen: 'asking', ended: { ending: 'cancelled' } })
})

test('a brief check that is refused records an end without a reason', async () => {
  const { checks, recorded, state } = checking([notAvailable])
  await checks.checkStatus()
  expect([recorded, state()]).toMatchObject([[{ status: 'over' }], { ended: { ending: undefined } }])
})

test('a brief check that finds submitted answers fetches the receipt', async () => {
  const { checks, calls, state } = checking([brief('submitted'), done(receipt)])
  await checks.checkStatus()
  expect([calls, state()]).toEqual([['resume-form, brief', 'resume-form'], { screen: 'submitted', receipt }])
})

test('a brief check changes nothing if the form is open or the service cannot be reached', async () => {
  for (const reply of [brief('opened'), unclear]) {
    const { checks, recorded, state } = checking([reply])
    await checks.checkStatus()
    expect([recorded, state()]).toEqual([[], firstState])
  }
})

test('no brief check is sent while answers are being sent, and after the form has ended', async () => {
  for (const events of [sending, [expired]]) {
    const { checks, calls } = checking([], events)
    await checks.checkStatus()
    expect(calls).toEqual([])
  }
})

test('*Send* after the end only checks whether earlier answers arrived, and reports the end if not', async () => {
  const open = done({ ...form, template: { ...form.template, questions: [] } })
  for (const [reply, result] of [
    [done(receipt), 'arrived'],
    [open, 'over'],
    [unclear, 'unknown'],
  ] as const) {
    const { checks, calls } = checking([reply, reply, reply], [...sending, expired])
    expect((await checks.send(validated)).result).toBe(result)
    expect(new Set(calls)).toEqual(new Set(['resume-form']))
  }
})

test('*Decline* that is refused shows how the form ended, or the receipt of another tab', async () => {
  const closed = checking([notAvailable, done(ended('closed'))])
  await closed.checks.decline()
  expect(closed.state()).toMatchObject({ problem: { kind: 'ended' }, ended: { ending: 'closed' } })
  const submitted = checking([notAvailable, done(receipt)])
  await submitted.checks.decline()
  expect(submitted.state()).toEqual({ screen: 'submitted', receipt })
})

test('*Decline* that does not reach the service can be tried again', async () => {
  const { checks, calls, state } = checking([unclear])
  await checks.decline()
  expect([calls, state()]).toMatchObject([['decline-form'], { problem: { kind: 'decline-failed' } }])
})
