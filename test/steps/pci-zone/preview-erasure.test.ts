import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { agentId, type Caller, codeOf, newSite, type Site } from '../../kit/site.ts'
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

const preview = (body: object) => administrator.reply('preview-erasure', { body })

test('counts the stored submissions of a conversation, erases nothing and writes no audit record', async () => {
  const { conversationId, submissionId } = await site.submitForm()
  await site.submitForm({ conversationId })
  await site.sendForm({ conversationId })
  const before = await recordedEvents(service, site)
  expect(await preview({ conversationId })).toEqual({ submissions: 2, conversations: 1, complete: true })
  expect(await preview({ submissionId })).toEqual({ submissions: 1, conversations: 1, complete: true })
  expect(await preview({ conversationId })).toMatchObject({ submissions: 2 })
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('equals the number that the erasure then erases, after which it is zero', async () => {
  const { conversationId, submissionId } = await site.submitForm()
  await site.submitForm({ conversationId })
  await administrator.reply('erase', { body: { submissionId } })
  clock.advance(1)
  const { submissions } = await preview({ conversationId })
  const { erasedSubmissions } = await administrator.reply('erase', { body: { conversationId } })
  expect([submissions, erasedSubmissions]).toEqual([1, 1])
  expect(await preview({ conversationId })).toEqual({ submissions: 0, conversations: 0, complete: true })
})

test('counts the conversations of a visitor, without one that now belongs to another visitor', async () => {
  const visitorRef = `visitor-${randomUUID()}`
  const conversations = [1, 2, 3].map(() => site.newConversation(agentId, visitorRef))
  for (const conversationId of await Promise.all(conversations)) await site.submitForm({ conversationId })
  const body = { agentId: agentId, visitorRef: 'someone-else' }
  await site.backend.reply('put-conversation', { path: { conversationId: (await conversations[0]) ?? '' }, body })
  expect(await preview({ visitorRef })).toEqual({ submissions: 2, conversations: 2, complete: true })
})

test('is incomplete if the count takes longer than five seconds', async () => {
  const { conversationId } = await site.submitForm()
  clock.slowDown(5_000)
  const reply = await preview({ conversationId })
  clock.slowDown(0)
  expect(reply).toMatchObject({ complete: false })
})

test('returns the same `not-found` for a target that is unknown or from another site', async () => {
  const other = await (await newSite(service)).submitForm()
  for (const body of [
    { submissionId: randomUUID() },
    { conversationId: 'unknown' },
    { visitorRef: 'unknown' },
    { submissionId: other.submissionId },
    { conversationId: other.conversationId },
  ]) {
    const result = await administrator.call('preview-erasure', { body })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
})

test('returns `not-signed-in` to a caller without a token, and `not-permitted` to a caller without data:erase', async () => {
  const { conversationId } = await site.submitForm()
  const body = { conversationId }
  const results = await Promise.all(
    [site.visitor, site.agent, site.backend].map((caller) => caller.call('preview-erasure', { body })),
  )
  expect(results.map((result) => [result.status, codeOf(result)])).toEqual([
    [401, 'not-signed-in'],
    [403, 'not-permitted'],
    [403, 'not-permitted'],
  ])
})
