import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { agentId, bankAnswers, type Caller, codeOf, newSite, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let manager: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  const administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { profiles: { historian: ['secure-form:view-history'] } } })
  manager = await site.signIn('historian', 'manager-1')
})

const body = { reason: 'The customer asked about a transfer' }

/** Submits answers and closes the conversation. */
const closedSubmission = async (of = site) => {
  const submitted = await of.submitForm()
  await of.closeConversation(submitted.conversationId)
  return submitted
}
const viewsOnRecord = async (): Promise<string[]> =>
  (await recordedEvents(service, site)).filter((event) => event.startsWith('history-viewed/'))

test('returns masked answers, and writes an audit record', async () => {
  const { formId, submissionId } = await closedSubmission()
  const { status, reply } = await manager.call('view-history', { path: { submissionId }, body })
  expect(status).toBe(200)
  expect(reply).toEqual({
    submissionId,
    formId,
    templateId: 'bank-account',
    agentId,
    submittedAt: new Date(service.clock.now()).toISOString(),
    answers: { 'account-holder': '••••', iban: 'DE••••3000', 'may-use-account': '••••' },
  })
  expect(await viewsOnRecord()).toEqual(['history-viewed/released'])
  expect(JSON.stringify(await service.auditRecords())).not.toContain(body.reason)
})

test('returns the answers to reveal in clear text, and writes an audit record for each of them', async () => {
  const { submissionId } = await closedSubmission()
  const reveal = ['iban', 'account-holder']
  const { answers } = await manager.reply('view-history', { path: { submissionId }, body: { ...body, reveal } })
  expect(answers).toEqual({ ...bankAnswers, 'may-use-account': '••••' })
  const revealed = (await service.auditRecords()).flatMap((record) =>
    record.submissionId === submissionId && record.questionId !== undefined ? [record.questionId] : [],
  )
  expect(revealed.sort()).toEqual(['account-holder', 'iban'])
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const { submissionId } = await closedSubmission()
  const result = await site.visitor.call('view-history', { path: { submissionId }, body })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await viewsOnRecord()).toEqual([])
})

test('returns `not-permitted` to the sender and to callers with any built-in profile', async () => {
  const { submissionId } = await closedSubmission()
  const agentManager = await site.signIn('agent-manager', 'manager-2')
  const administrator = await site.signIn('administrator', 'admin-1')
  for (const caller of [site.agent, agentManager, administrator, site.backend]) {
    const result = await caller.call('view-history', { path: { submissionId }, body })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await viewsOnRecord()).toEqual([])
})

test('returns `sign-in-again` five minutes after the sign-in, but not one millisecond earlier', async () => {
  const { submissionId } = await closedSubmission()
  service.clock.advance(5 * 60_000 - 1)
  await manager.reply('view-history', { path: { submissionId }, body })
  service.clock.advance(1)
  const result = await manager.call('view-history', { path: { submissionId }, body })
  expect([result.status, codeOf(result)]).toEqual([403, 'sign-in-again'])
  expect(await viewsOnRecord()).toEqual(['history-viewed/released'])
})

test('returns the same `not-found` for a submission that is unknown, erased, past its retention period or from another site', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { retentionMonths: 1 } })
  const [erased, expired] = [await closedSubmission(), await closedSubmission()]
  await administrator.reply('erase', { body: { submissionId: erased.submissionId } })
  service.clock.advance(31 * 24 * 3_600_000)
  const ofAnotherSite = await closedSubmission(await newSite(service))
  manager = await site.signIn('historian', 'manager-1')
  for (const { submissionId } of [{ submissionId: randomUUID() }, ofAnotherSite, erased, expired]) {
    const result = await manager.call('view-history', { path: { submissionId }, body })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
  expect(await viewsOnRecord()).toEqual([])
})

test('returns `conflict` while the conversation is active', async () => {
  const { submissionId } = await site.submitForm()
  const result = await manager.call('view-history', { path: { submissionId }, body })
  expect([result.status, codeOf(result)]).toEqual([409, 'conflict'])
  expect(await viewsOnRecord()).toEqual([])
})

test('returns `not-valid` for a reason of fewer than ten characters and for an unknown question to reveal', async () => {
  const { submissionId } = await closedSubmission()
  for (const refused of [{ reason: 'too short' }, { ...body, reveal: ['no-such'] }]) {
    const result = await manager.call('view-history', { path: { submissionId }, body: refused })
    expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  }
  expect(await viewsOnRecord()).toEqual([])
})
