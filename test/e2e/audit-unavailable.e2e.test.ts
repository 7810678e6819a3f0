/** I6 and I8: where the audit log cannot be written, nothing is shown and nothing takes effect. */
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTables } from '../../local/create-tables.ts'
import { type Reply, statusAndCode } from '../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { bankAnswers, newScene, type Scene } from './scene.ts'
import { itemsOf, tableNames, withDatabase } from './tables.ts'

let target: DatabaseService
let scene: Scene
let administrator: string
let manager: string

beforeAll(async () => {
  target = await startDatabaseService()
})

beforeEach(async () => {
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
  manager = await scene.token('agent-manager', 'manager-1')
  const profiles = { 'agent-manager': ['secure-form:view-history'] }
  await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A', profiles } })
})

afterAll(async () => {
  await target.close()
})

/** Does something while there is no audit table at all. */
const withoutAudit = (work: () => Promise<void>): Promise<void> =>
  withDatabase(target, async (client) => {
    await client.send(new DeleteTableCommand({ TableName: tableNames.audit }))
    try {
      await work()
    } finally {
      await createTables(client, tableNames)
    }
  })

const expectNothing = (reply: Reply): void => {
  expect(statusAndCode(reply)).toBe('503 try-again')
  expect(reply.headers).toHaveProperty('retry-after')
  for (const answer of Object.values(bankAnswers)) expect(JSON.stringify(reply.body)).not.toContain(answer)
}

describe('abuse 23: without an audit log', () => {
  test('an agent is shown nothing, and has lost nothing: the key is good once it is back', async () => {
    const form = await scene.submitted()
    const key = await scene.retrieveKeyFor(form)
    await withoutAudit(async () => {
      expectNothing(await scene.retrieveWith(form.submissionId, key))
      expectNothing(await scene.issueRetrieveKey(form.formId))
    })
    expect((await scene.retrieveWith(form.submissionId, key)).body).toMatchObject({ answers: bankAnswers })
  })

  test('a manager is shown nothing of the history', async () => {
    const { submissionId } = await scene.submitted()
    await scene.close()
    const view = () =>
      scene.post(`/v1/history/submissions/${submissionId}/view`, { reason: 'a complaint', reveal: ['iban'] }, manager)
    await withoutAudit(async () => expectNothing(await view()))
    expect((await view()).body).toMatchObject({ answers: { iban: bankAnswers.iban } })
  })

  test('a visitor’s answers are not stored, and their key is not spent', async () => {
    const form = await scene.opened()
    const key = await scene.submitKeyFor(form)
    const stored = await itemsOf(target, 'submissions')
    await withoutAudit(async () => expectNothing(await scene.submitWith(form, key)))
    expect(await itemsOf(target, 'submissions')).toEqual(stored)
    expect((await scene.submitWith(form, key)).status).toBe(201)
  })

  test('nothing is erased, cancelled or sent unrecorded', async () => {
    const form = await scene.submitted()
    const { formId } = await scene.sent()
    const erase = () => scene.post('/v1/erasures', { submissionId: form.submissionId }, administrator)
    await withoutAudit(async () => {
      for (const reply of [
        await erase(),
        await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent),
        await scene.send(),
        await scene.putConversation('chat-new'),
      ])
        expectNothing(reply)
    })
    expect((await scene.retrieved(form)).body).toMatchObject({ answers: bankAnswers })
    expect((await erase()).body).toMatchObject({ status: 'done', erasedSubmissions: 1 })
  })

  test.each([
    ['conversation', (conversationId: string) => ({ conversationId })],
    ['visitor', () => ({ visitorRef: 'customer 4711' })],
  ])('nothing is erased of a %s, neither what was submitted nor what was only opened', async (_, by) => {
    const to = await scene.newConversation()
    await scene.putConversation(to, 'agent-7', { visitorRef: 'customer 4711' })
    const [form, opened] = [await scene.submitted({ to }), await scene.opened({}, { to })]
    target.clock.advance(1)
    const erase = () => scene.post('/v1/erasures', by(to), administrator)
    const kept = () => Promise.all([itemsOf(target, 'forms'), itemsOf(target, 'submissions'), conversation()])
    const conversation = async () =>
      (await itemsOf(target, 'conversations')).find(
        ({ siteAndConversation, item }) => siteAndConversation === `${scene.siteId}#${to}` && item === 'meta',
      )
    const before = await kept()
    await withoutAudit(async () => expectNothing(await erase()))
    expect(await kept()).toEqual(before)
    expect((await scene.retrieved(form)).body).toMatchObject({ answers: bankAnswers })
    expect((await scene.submitWith(opened, await scene.submitKeyFor(opened))).status).toBe(201)
    target.clock.advance(1)
    expect((await erase()).body).toMatchObject({ status: 'done' })
    expect(statusAndCode(await scene.issueRetrieveKey(form.formId))).toBe('404 not-available')
    const events = (await itemsOf(target, 'audit')).filter((each) => each.conversationId === to)
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['conversation-erased', 'submission-erased']),
    )
  })

  test('a conversation is not closed without its record, and closing it again closes it, once on record', async () => {
    const form = await scene.submitted()
    const key = await scene.retrieveKeyFor(form)
    await withoutAudit(async () => expectNothing(await scene.close()))
    expect(statusAndCode(await scene.close())).toBe('200 done')
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, key))).toBe('404 not-available')
    const chain = (await itemsOf(target, 'audit')).filter((each) => each.conversationId === scene.conversationId)
    expect(chain.filter(({ event }) => event === 'conversation-closed')).toHaveLength(1)
  })
})
