import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { type Caller, codeOf, newConversationId, newSite, type Site } from '../../kit/site.ts'
import { slowClock } from '../../kit/slow-clock.ts'

const clock = slowClock()
let service: LocalService
let site: Site
let administrator: Caller

provideSite(
  () => startMemoryService({ clock }),
  async (provided) => {
    service = provided.service
    site = provided.site
    administrator = await site.signIn('administrator', 'admin-1')
  },
)

/** Whether the sender can still have answers released. */
const isReadable = async (form: Awaited<ReturnType<Site['submitForm']>>): Promise<boolean> =>
  codeOf(await site.agent.call('issue-retrieve-key', { path: { formId: form.formId } })) === 'done'

const erasuresOnRecord = async (): Promise<string[]> =>
  (await recordedEvents(service, site)).filter((event) => event.includes('-erased/'))

test('erases a submission, returns the receipt and writes an audit record', async () => {
  const conversationId = await site.newConversation()
  const erased = await site.submitForm({ conversationId })
  const kept = await site.submitForm({ conversationId })
  const result = await administrator.call('erase', { body: { submissionId: erased.submissionId } })
  expect(result).toMatchObject({
    status: 200,
    reply: {
      erasureId: expect.any(String),
      status: 'done',
      erasedSubmissions: 1,
      erasedAt: new Date(service.clock.now()).toISOString(),
    },
  })
  expect([await isReadable(erased), await isReadable(kept)]).toEqual([false, true])
  expect(await erasuresOnRecord()).toEqual(['submission-erased/done'])
})

test('erases the data of an active conversation, which stays active, and writes an audit record', async () => {
  const form = await site.submitForm()
  const { conversationId } = form
  const { status, reply } = await administrator.call('erase', { body: { conversationId } })
  expect([status, reply]).toMatchObject([200, { status: 'done', erasedSubmissions: 1 }])
  expect(await isReadable(form)).toBe(false)
  expect(await erasuresOnRecord()).toEqual(['conversation-erased/done', 'submission-erased/done'])
  await site.sendForm({ conversationId })
})

test('erases all submissions of a visitor, and no submission of another visitor', async () => {
  const submitAs = async (visitorRef: string) => {
    const conversationId = newConversationId()
    await site.backend.reply('put-conversation', { path: { conversationId }, body: { agentId: 'agent-7', visitorRef } })
    return await site.submitForm({ conversationId })
  }
  const [one, two, kept] = [await submitAs('visitor-1'), await submitAs('visitor-1'), await submitAs('visitor-2')]
  const { reply } = await administrator.call('erase', { body: { visitorRef: 'visitor-1' } })
  expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 2 })
  expect([await isReadable(one), await isReadable(two), await isReadable(kept)]).toEqual([false, false, true])
})

test('returns `running` after five seconds, and a repeated request continues the erasure and returns the same receipt', async () => {
  const form = await site.submitForm()
  const body = { conversationId: form.conversationId }
  clock.slowDown(2_000)
  const running = await administrator.call('erase', { body })
  clock.slowDown(0)
  expect(running).toMatchObject({ status: 202, reply: { status: 'running', erasedSubmissions: 0 } })
  const done = await administrator.call('erase', { body })
  expect(done).toMatchObject({
    status: 200,
    reply: { ...running.reply, status: 'done', erasedSubmissions: 1 },
  })
  expect(await administrator.call('erase', { body })).toEqual(done)
  expect(await isReadable(form)).toBe(false)
  expect(await erasuresOnRecord()).toEqual(['conversation-erased/done', 'submission-erased/done'])
})

test('returns `not-signed-in` to a caller without a token, and erases nothing', async () => {
  const form = await site.submitForm()
  const result = await site.visitor.call('erase', { body: { submissionId: form.submissionId } })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await isReadable(form)).toBe(true)
})

test('returns `not-permitted` to a caller without data:erase, and erases nothing', async () => {
  const form = await site.submitForm()
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('erase', { body: { submissionId: form.submissionId } })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await isReadable(form)).toBe(true)
})

test('returns the same `not-found` for data that does not exist or is from another site', async () => {
  const other = await newSite(service)
  const { conversationId, submissionId } = await other.submitForm()
  const absent = [{ submissionId: randomUUID() }, { conversationId: 'chat-unknown' }, { visitorRef: 'visitor-9' }]
  for (const body of [...absent, { conversationId }, { submissionId }]) {
    const result = await administrator.call('erase', { body })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
  expect(await erasuresOnRecord()).toEqual([])
  expect(await other.agent.reply('list-forms', { path: { conversationId } })).toMatchObject({
    forms: [{ submissionId }],
  })
})
