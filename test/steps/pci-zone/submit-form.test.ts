import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, bankAnswers, newVisitorSecret, type OpenedForm, type Site, unknownKey } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

type Use = Pick<OpenedForm, 'formId' | 'visitorSecret'> & { readonly submitKey: string }

const submit = ({ formId, visitorSecret, submitKey }: Use, answers: Record<string, string> = bankAnswers) =>
  site.visitor.call('submit-form', { body: { formId, visitorSecret, submitKey, answers } })
const openWithKey = async () => {
  const form = await site.openForm()
  return { ...form, submitKey: await site.issueSubmitKey(form) }
}
const statusOf = async ({ formId }: Use) => (await site.agent.reply('get-form', { path: { formId } })).status

test('stores the answers, and writes an audit record', async () => {
  const form = await openWithKey()
  const { status, reply } = await submit(form)
  expect({ status, reply }).toEqual({
    status: 201,
    reply: { submissionId: expect.any(String), submittedAt: new Date(service.clock.now()).toISOString() },
  })
  expect(await statusOf(form)).toBe('submitted')
  expect(await recordedEvents(service, site)).toEqual([
    'conversation-opened/done',
    'form-sent/done',
    'form-opened/done',
    'form-submitted/done',
  ])
})

test('returns `not-available` for a spent key, and writes an audit record of the replay', async () => {
  const form = await openWithKey()
  await submit(form)
  expect(await answerOf(submit(form))).toEqual([404, 'not-available'])
  const events = await recordedEvents(service, site)
  expect(events.filter((event) => event.startsWith('form-submitted'))).toEqual(['form-submitted/done'])
  expect(events).toContain('key-replayed/refused')
})

test('returns `not-available` for an unknown key and for a key for another action, and does not spend the key', async () => {
  const form = await openWithKey()
  const other = await openWithKey()
  const calls = {
    'unknown key': submit({ ...form, submitKey: `sfs_${unknownKey()}` }),
    'key of another form': submit({ ...form, submitKey: other.submitKey }),
    'key of another browser': submit({ ...form, visitorSecret: newVisitorSecret() }),
    'key of another action': submit({ ...form, submitKey: (await site.sendForm()).openKey }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  const events = await recordedEvents(service, site)
  expect(events).not.toContain('form-submitted/done')
  expect(events.filter((event) => event === 'key-misused/refused')).toHaveLength(3)
  for (const use of [form, other]) expect(await answerOf(submit(use))).toEqual([201, 'done'])
})

test('returns `not-available` for an expired key, and stores nothing', async () => {
  const form = await openWithKey()
  service.clock.advance(30_000)
  expect(await answerOf(submit(form))).toEqual([404, 'not-available'])
  expect(await statusOf(form)).toBe('opened')
  expect(await recordedEvents(service, site)).toContain('key-misused/expired-key')
})

test('returns `not-available` for a valid key of a form that has ended, and stores nothing', async () => {
  const path = ({ formId }: Use) => ({ path: { formId } })
  const ends = {
    declined: ({ formId, visitorSecret }: Use) =>
      site.visitor.reply('decline-form', { body: { formId, visitorSecret } }),
    cancelled: (form: Use) => site.agent.reply('cancel-form', path(form)),
    resent: (form: Use) => site.agent.reply('resend-form', path(form)),
    closed: ({ conversationId }: OpenedForm) => site.closeConversation(conversationId),
  }
  for (const [cause, end] of Object.entries(ends)) {
    const form = await openWithKey()
    await end(form)
    const before = await statusOf(form)
    expect(await answerOf(submit(form)), cause).toEqual([404, 'not-available'])
    expect(await statusOf(form)).toBe(before)
  }
  expect(await recordedEvents(service, site)).not.toContain('form-submitted/done')
})

test('returns `conflict` for a second valid key of a submitted form, and keeps its answers', async () => {
  const first = await openWithKey()
  const second = { ...first, submitKey: await site.issueSubmitKey(first) }
  const { reply } = await submit(first)
  expect(await answerOf(submit(second, { ...bankAnswers, 'account-holder': 'Mallory' }))).toEqual([409, 'conflict'])
  const submitted = { ...first, submissionId: reply?.submissionId ?? '' }
  expect(await site.retrieve(submitted)).toMatchObject({ answers: bankAnswers })
})

test('returns `not-valid` for invalid answers, and does not spend the key', async () => {
  const form = await openWithKey()
  const { status, problem } = await submit(form, { ...bankAnswers, iban: 'DE89370400440532013001' })
  expect([status, problem?.code, problem?.errors]).toEqual([
    422,
    'not-valid',
    [{ field: 'answers.iban', code: 'bad-checksum' }],
  ])
  expect(await answerOf(submit(form))).toEqual([201, 'done'])
})
