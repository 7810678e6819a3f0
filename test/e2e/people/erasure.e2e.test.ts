import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { documentClientOf } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import { siteRecords } from '../../kit/audit-trail.ts'
import { statusAndCode } from '../../kit/http-client.ts'
import { putSubmissions } from '../../kit/many-submissions.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { agentId, bankAnswers, type Caller, proofOf, type Site, type SubmittedForm } from '../../kit/site.ts'
import { itemsOf, tableNames, withDatabase } from '../../kit/tables.ts'

let service: DatabaseService
let site: Site
let administrator: Caller

provideSite(startDatabaseService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'root')
})

const erase = (body: { conversationId: string } | { submissionId: string } | { visitorRef: string }) =>
  administrator.reply('erase', { body })
const erasedOnRecord = async () =>
  (await siteRecords(service, site.siteId)).filter(({ event }) => event === 'submission-erased')

/** Which tables still hold something under the submission's id. */
const tablesHolding = async (submissionId: string): Promise<string[]> => {
  const found: string[] = []
  for (const table of ['submissions', 'data-keys'] as const) {
    if ((await itemsOf(service, table)).some((item) => item.submissionId === submissionId)) found.push(table)
  }
  return found
}

describe('abuse 34: an erased conversation', () => {
  test('has no submission in any table, and the erasure returns a receipt', async () => {
    const conversationId = await site.newConversation()
    const [one, two] = [await site.submitForm({ conversationId }), await site.submitForm({ conversationId })]
    const retrieveKey = await site.issueRetrieveKey(one)
    service.clock.advance(1)
    const receipt = await erase({ conversationId })
    expect(receipt).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    expect(await erase({ conversationId })).toEqual(receipt)
    for (const { submissionId } of [one, two]) expect(await tablesHolding(submissionId)).toEqual([])

    expect(statusAndCode(await site.attempt.retrieve(one.submissionId, retrieveKey))).toBe('404 not-available')
    expect(statusAndCode(await site.attempt.issueRetrieveKey(two))).toBe('404 not-available')
    expect(statusAndCode(await site.visitor.call('resume-form', { body: proofOf(one) }))).toBe('404 not-available')
    expect(await site.agent.reply('get-form', { path: { formId: one.formId } })).not.toHaveProperty('submissionId')
    const records = await erasedOnRecord()
    expect(records.map(({ submissionId }) => submissionId).sort()).toEqual([one.submissionId, two.submissionId].sort())
    expect(records).toMatchObject(Array(2).fill({ actor: 'agent:root', outcome: 'done' }))
  })

  test('accepts no answers to an earlier form, but accepts answers to a later form', async () => {
    const conversationId = await site.newConversation()
    const before = await site.openForm({ conversationId })
    const submitKey = await site.issueSubmitKey(before)
    service.clock.advance(1)
    await erase({ conversationId })
    expect(statusAndCode(await site.attempt.submit(before, submitKey))).toBe('404 not-available')
    service.clock.advance(1)
    const after = await site.submitForm({ conversationId })
    expect(await site.retrieve(after)).toMatchObject({ answers: { iban: bankAnswers.iban } })
    expect(await erase({ conversationId })).toMatchObject({ erasedSubmissions: 1 })
    expect(statusAndCode(await site.attempt.issueRetrieveKey(after))).toBe('404 not-available')
  })
})

describe('erasure', () => {
  test('of a visitor covers all their conversations, whether the visitorRef was set when they were opened or later', async () => {
    const visitorRef = 'customer 4711 \u{1f426}'
    const named = await site.newConversation(agentId, visitorRef)
    const namedLater = await site.newConversation()
    const path = { conversationId: namedLater }
    await site.backend.reply('put-conversation', { path, body: { agentId, visitorRef } })
    const forms = [
      await site.submitForm({ conversationId: named }),
      await site.submitForm({ conversationId: namedLater }),
    ]
    const other = await site.submitForm()
    expect(await erase({ visitorRef })).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    for (const form of forms) expect(statusAndCode(await site.attempt.issueRetrieveKey(form))).toBe('404 not-available')
    expect(await site.retrieve(other)).toMatchObject({ answers: bankAnswers })
  })

  test.each([
    ['conversation', ({ conversationId }: SubmittedForm) => ({ conversationId })],
    ['submission', ({ submissionId }: SubmittedForm) => ({ submissionId })],
  ])('of a %s covers a submission whose form no longer exists', async (_, namedBy) => {
    const [form, other] = [await site.submitForm(), await site.submitForm()]
    const { submissionId, formId, conversationId } = form
    await withDatabase(service, (client) =>
      documentClientOf(client).send(new DeleteCommand({ TableName: tableNames.forms, Key: { formId } })),
    )
    service.clock.advance(1)
    const first = await erase(namedBy(form))
    expect(first).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(await tablesHolding(submissionId)).toEqual([])
    expect(await tablesHolding(other.submissionId)).toEqual(['submissions', 'data-keys'])
    expect(await erase(namedBy(form))).toEqual(first)
    expect(await erasedOnRecord()).toMatchObject([{ submissionId, formId, conversationId }])
  })

  test('of a visitor with many conversations returns the same receipt when it is requested again', async () => {
    const visitorRef = 'customer 4711'
    const about = { siteId: site.siteId, visitorRef, conversations: 30, submissions: 2 }
    await putSubmissions(service, { ...about, at: service.clock.now() })
    service.clock.advance(1)
    const first = await erase({ visitorRef })
    expect(first).toMatchObject({ status: 'done', erasedSubmissions: 60 })
    service.clock.advance(1)
    expect(await erase({ visitorRef })).toEqual(first)
  })

  test.each([
    ['nothing', {}],
    ['two targets', { conversationId: 'a', visitorRef: 'b' }],
    ['an empty visitorRef', { visitorRef: '' }],
    ['half a surrogate pair', { visitorRef: '\ud800' }],
    ['a malformed id', { submissionId: '1' }],
    ['an unknown field', { conversationId: 'a', siteId: 'rival' }],
  ])('of %s is refused', async (_, body) => {
    const reply = await site.request('POST', '/v1/erasures', { token: administrator.accessToken, body })
    expect(statusAndCode(reply)).toBe('422 not-valid')
  })
})
