/** I6 and I8: while the audit log cannot be written, nothing is shown and no key is handed out. */
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import type { CallResult } from '../../contracts/client.ts'
import { createTables } from '../../local/create-tables.ts'
import { statusAndCode } from '../kit/http-client.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { agentId, bankAnswers, type Caller, type Site } from '../kit/site.ts'
import { itemsOf, tableNames, withDatabase } from '../kit/tables.ts'

let service: DatabaseService
let site: Site
let administrator: Caller
let manager: Caller

provideSite(startDatabaseService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'root')
  manager = await site.signIn('agent-manager', 'manager-1')
  await site.changeSettings({ profiles: { 'agent-manager': ['secure-form:view-history'] } })
})

/** Runs the work while there is no audit table. */
const withoutAudit = (work: () => Promise<void>): Promise<void> =>
  withDatabase(service, async (client) => {
    await client.send(new DeleteTableCommand({ TableName: tableNames.audit }))
    try {
      await work()
    } finally {
      await createTables(client, tableNames)
    }
  })

const expectNothing = (result: CallResult<unknown>): void => {
  expect(statusAndCode(result)).toBe('503 try-again')
  for (const answer of Object.values(bankAnswers)) expect(JSON.stringify(result)).not.toContain(answer)
}

describe('abuse 23: while the audit log is unavailable', () => {
  test('an agent can retrieve nothing, and their key is still valid when the log is available again', async () => {
    const form = await site.submitForm()
    const key = await site.issueRetrieveKey(form)
    await withoutAudit(async () => {
      expectNothing(await site.attempt.retrieve(form.submissionId, key))
      expectNothing(await site.attempt.issueRetrieveKey(form))
    })
    expect((await site.attempt.retrieve(form.submissionId, key)).reply).toMatchObject({ answers: bankAnswers })
  })

  test('a manager cannot view the history', async () => {
    const { submissionId, conversationId } = await site.submitForm()
    await site.closeConversation(conversationId)
    const view = () =>
      manager.call('view-history', { path: { submissionId }, body: { reason: 'a complaint', reveal: ['iban'] } })
    await withoutAudit(async () => expectNothing(await view()))
    expect((await view()).reply).toMatchObject({ answers: { iban: bankAnswers.iban } })
  })

  test('a visitor’s answers are not stored, and their key is not spent', async () => {
    const form = await site.openForm()
    const key = await site.issueSubmitKey(form)
    const stored = await itemsOf(service, 'submissions')
    await withoutAudit(async () => expectNothing(await site.attempt.submit(form, key)))
    expect(await itemsOf(service, 'submissions')).toEqual(stored)
    expect((await site.attempt.submit(form, key)).status).toBe(201)
  })

  test('nothing is erased, cancelled or sent', async () => {
    const form = await site.submitForm()
    const { formId, conversationId } = await site.sendForm()
    const erase = () => administrator.call('erase', { body: { submissionId: form.submissionId } })
    await withoutAudit(async () => {
      for (const reply of [
        await erase(),
        await site.agent.call('cancel-form', { path: { formId } }),
        await site.attempt.send({ conversationId }),
        await site.backend.call('put-conversation', {
          path: { conversationId: 'chat-new' },
          body: { agentId: 'agent-7' },
        }),
      ])
        expectNothing(reply)
    })
    expect(await site.retrieve(form)).toMatchObject({ answers: bankAnswers })
    expect((await erase()).reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
  })

  test.each([
    ['conversation', (conversationId: string) => ({ conversationId })],
    ['visitor', () => ({ visitorRef: 'customer 4711' })],
  ])('erasing a %s changes nothing, and its forms and submissions remain usable', async (_, namedBy) => {
    const conversationId = await site.newConversation(agentId, 'customer 4711')
    const [form, opened] = [await site.submitForm({ conversationId }), await site.openForm({ conversationId })]
    service.clock.advance(1)
    const erase = () => administrator.call('erase', { body: namedBy(conversationId) })
    const kept = () => Promise.all([itemsOf(service, 'forms'), itemsOf(service, 'submissions'), conversation()])
    const conversation = async () =>
      (await itemsOf(service, 'conversations')).find(
        ({ siteAndConversation, item }) =>
          siteAndConversation === `${site.siteId}#${conversationId}` && item === 'meta',
      )
    const before = await kept()
    await withoutAudit(async () => expectNothing(await erase()))
    expect(await kept()).toEqual(before)
    expect(await site.retrieve(form)).toMatchObject({ answers: bankAnswers })
    await site.submitForm(opened)
    service.clock.advance(1)
    expect((await erase()).reply).toMatchObject({ status: 'done' })
    expect(statusAndCode(await site.attempt.issueRetrieveKey(form))).toBe('404 not-available')
    const events = (await itemsOf(service, 'audit')).filter((each) => each.conversationId === conversationId)
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['conversation-erased', 'submission-erased']),
    )
  })

  test('the closing of a conversation is not confirmed, and a later request completes it with one audit record', async () => {
    const form = await site.submitForm()
    const { conversationId } = form
    const key = await site.issueRetrieveKey(form)
    const close = () => site.backend.call('close-conversation', { path: { conversationId } })
    await withoutAudit(async () => expectNothing(await close()))
    expect(statusAndCode(await close())).toBe('200 done')
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, key))).toBe('404 not-available')
    const chain = (await itemsOf(service, 'audit')).filter((each) => each.conversationId === conversationId)
    expect(chain.filter(({ event }) => event === 'conversation-closed')).toHaveLength(1)
  })
})
