import { createECDH } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { compose as sweepRetention } from '../../../lambdas/pci-zone/sweep-retention.handler.ts'
import { conversationChain } from '../../kit/audit-trail.ts'
import { errorsIn, statusAndCode } from '../../kit/http-client.ts'
import { localRunDependencies } from '../../kit/local-user-pool.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { bankAnswers, type Caller, replyIn, type Site } from '../../kit/site.ts'

let service: DatabaseService
let site: Site
let administrator: Caller
let manager: Caller

provideSite(startDatabaseService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'root')
  manager = await site.signIn('agent-manager', 'manager-1')
})

/** Permits managers to view the history, and changes other settings. */
const permitHistory = (settings: { readonly retentionMonths?: number } = {}) =>
  administrator.reply('patch-site', {
    body: { profiles: { 'agent-manager': ['form:observe', 'secure-form:view-history'] }, ...settings },
  })
const reason = 'complaint 4711 of a visitor'
const view = (submissionId: string, reveal: string[] = []) =>
  manager.call('view-history', {
    path: { submissionId },
    body: { reason, ...(reveal.length > 0 && { reveal }) },
  })
const listed = async (conversationId: string) =>
  (await manager.reply('list-history', { path: { conversationId } })).submissions
/** Advances the clock by 40 days, after which everyone must sign in again. */
const advance40Days = async () => {
  service.clock.advance(40 * 86_400_000)
  administrator = await site.signIn('administrator', 'root')
  manager = await site.signIn('agent-manager', 'manager-1')
}
/** Submits a form in a conversation that is then closed. */
const closedSubmission = async (...form: Parameters<Site['submitForm']>) => {
  const submitted = await site.submitForm(...form)
  await site.closeConversation(submitted.conversationId)
  return submitted
}

describe('abuse 16: the history', () => {
  test('contains no off-the-record answer, not even a masked one', async () => {
    await permitHistory()
    const question = { label: { en: 'A' }, required: false, masked: false }
    const questions = [
      { ...question, id: 'word', type: 'text' as const, offTheRecord: false },
      { ...question, id: 'secret', type: 'text' as const, offTheRecord: true },
      { ...question, id: 'code', type: 'pin' as const, offTheRecord: true },
    ]
    const template = { defaultLocale: 'en', title: { en: 'A' }, questions }
    await administrator.reply('put-template', { path: { templateId: 'secrets' }, body: template })
    const sealingKey = createECDH('prime256v1').generateKeys('base64url')
    const sealed = { enc: sealingKey, ciphertext: Buffer.alloc(48, 7).toString('base64url') }
    const form = await site.openForm({ templateId: 'secrets', sealingKey })
    const submitted = await closedSubmission(form, { word: 'hello' }, { secret: sealed, code: sealed })
    const { answers } = replyIn(await view(submitted.submissionId, ['word', 'secret', 'code']))
    expect(answers).toEqual({ word: 'hello' })
  })

  test.each([
    ['no reason', { reason: undefined }, 'reason', 'required'],
    ['a short reason', { reason: 'nine char' }, 'reason', 'too-short'],
    ['a reason of spaces', { reason: ' '.repeat(20) }, 'reason', 'too-short'],
    ['a question that the form does not ask', { reveal: ['card-number'] }, 'reveal.0', 'unknown'],
    ['a malformed question id', { reveal: ['__proto__'] }, 'reveal.0', 'bad-format'],
    ['a string in place of a list of questions', { reveal: 'iban' }, 'reveal', 'wrong-type'],
  ])('refuses a request with %s', async (_, body, field, code) => {
    await permitHistory()
    const { submissionId } = await closedSubmission()
    const reply = await site.request('POST', `/v1/history/submissions/${submissionId}/view`, {
      token: manager.accessToken,
      body: { reason, ...body },
    })
    expect([statusAndCode(reply), errorsIn(reply)]).toEqual(['422 not-valid', [{ field, code }]])
  })

  test('I12: omits submissions past the site’s retention period, even if they were submitted before the site shortened the period', async () => {
    await permitHistory()
    const { submissionId, conversationId } = await closedSubmission()
    await advance40Days()
    expect(statusAndCode(await view(submissionId))).toBe('200 done')
    await permitHistory({ retentionMonths: 1 })
    expect(statusAndCode(await view(submissionId))).toBe('404 not-found')
    expect(await listed(conversationId)).toEqual([])
  })

  test('I12: omits submissions that a shorter retention period removed, even if the site later sets a longer period', async () => {
    await permitHistory()
    const { submissionId, conversationId } = await closedSubmission()
    await advance40Days()
    const { dependencies, close } = localRunDependencies(service)
    const removeExpired = sweepRetention(dependencies)
    await removeExpired({}, { awsRequestId: 'request-1' })
    expect(statusAndCode(await view(submissionId))).toBe('200 done')
    await permitHistory({ retentionMonths: 1 })
    await removeExpired({}, { awsRequestId: 'request-1' })
    close()
    await permitHistory({ retentionMonths: 13 })
    expect(statusAndCode(await view(submissionId))).toBe('404 not-found')
    expect(await listed(conversationId)).toEqual([])
    const erasure = await administrator.reply('erase', { body: { conversationId } })
    expect(erasure).toMatchObject({ status: 'done', erasedSubmissions: 0 })
    const chain = await conversationChain(service, site, conversationId)
    expect(chain.map(({ event }) => event)).not.toContain('submission-erased')
  })
})

test('I12: the sender cannot retrieve a submission past the site’s retention period', async () => {
  const form = await site.submitForm()
  await advance40Days()
  const agent = await site.signIn('agent', 'agent-7')
  const retrieveKey = await site.issueRetrieveKey(form, agent)
  expect(await site.retrieve(form, agent)).toMatchObject({ answers: bankAnswers })
  await permitHistory({ retentionMonths: 1 })
  expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, agent))).toBe('404 not-available')
  expect(statusAndCode(await site.attempt.issueRetrieveKey(form, agent))).toBe('404 not-available')
})
