import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { agentId, type Caller, codeOf, newSite, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller
let manager: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { profiles: { historian: ['secure-form:view-history'] } } })
  manager = await site.signIn('historian', 'manager-1')
})

/** Submits answers and closes the conversation. */
const closedSubmission = async () => {
  const submitted = await site.submitForm()
  await site.closeConversation(submitted.conversationId)
  return submitted
}

test('lists the submissions of a closed conversation, but not their answers', async () => {
  const { conversationId, formId, submissionId } = await closedSubmission()
  const { status, reply } = await manager.call('list-history', { path: { conversationId } })
  expect(status).toBe(200)
  const submittedAt = new Date(service.clock.now()).toISOString()
  expect(reply).toEqual({
    submissions: [{ submissionId, formId, templateId: 'bank-account', agentId, submittedAt }],
  })
  expect(await recordedEvents(service, site)).not.toContain('history-viewed/released')
})

test('returns the list one page at a time, and leaves out forms without answers', async () => {
  const conversationId = await site.newConversation()
  const submitted = []
  for (let form = 0; form < 3; form++) {
    await site.sendForm({ conversationId })
    submitted.push(await site.submitForm({ conversationId }))
  }
  await site.closeConversation(conversationId)
  const listed: string[] = []
  let cursor: string | undefined
  do {
    const query = { limit: '1', ...(cursor !== undefined && { cursor }) }
    const page = await manager.reply('list-history', { path: { conversationId }, query })
    expect(page.submissions.length).toBeLessThanOrEqual(1)
    listed.push(...page.submissions.map(({ submissionId }) => submissionId))
    cursor = page.cursor
  } while (cursor !== undefined)
  expect(listed.sort()).toEqual(submitted.map(({ submissionId }) => submissionId).sort())
})

test('leaves out submissions that are erased or past their retention period', async () => {
  await administrator.reply('patch-site', { body: { retentionMonths: 1 } })
  const [erased, expired] = [await closedSubmission(), await closedSubmission()]
  await administrator.reply('erase', { body: { submissionId: erased.submissionId } })
  service.clock.advance(31 * 24 * 3_600_000)
  manager = await site.signIn('historian', 'manager-1')
  for (const { conversationId } of [erased, expired]) {
    expect(await manager.reply('list-history', { path: { conversationId } })).toEqual({ submissions: [] })
  }
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const { conversationId } = await closedSubmission()
  const result = await site.visitor.call('list-history', { path: { conversationId } })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to the sender and to callers with any built-in profile, and writes an audit record', async () => {
  const { conversationId } = await closedSubmission()
  const agentManager = await site.signIn('agent-manager', 'manager-2')
  for (const caller of [site.agent, agentManager, administrator, site.backend]) {
    const result = await caller.call('list-history', { path: { conversationId } })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-found` for a conversation that is unknown or from another site', async () => {
  const other = await newSite(service)
  const { conversationId: ofAnotherSite } = await other.submitForm()
  await other.closeConversation(ofAnotherSite)
  for (const conversationId of ['chat-unknown', ofAnotherSite]) {
    const result = await manager.call('list-history', { path: { conversationId } })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
})

test('returns `conflict` for an active conversation', async () => {
  const { conversationId } = await site.submitForm()
  const result = await manager.call('list-history', { path: { conversationId } })
  expect([result.status, codeOf(result)]).toEqual([409, 'conflict'])
})
