import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documentClientOf, dynamoDbClient } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../../lambdas/adapters/dynamodb/tables.ts'
import { statusAndCode, textField } from '../../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { siteRecords } from '../audit-trail.ts'
import { bankAnswers, newConversationId, newScene, type Scene } from '../scene.ts'
import { tableNames, withDatabase } from '../tables.ts'
import { putSubmissions } from './many-submissions.ts'

let target: DatabaseService
let scene: Scene
let administrator: string

beforeAll(async () => {
  target = await startDatabaseService()
})

beforeEach(async () => {
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
})

afterAll(async () => {
  await target.close()
})

const erase = (body: unknown, token = administrator) => scene.post('/v1/erasures', body, token)
const getErasure = (erasureId: string, token = administrator) =>
  scene.request('GET', `/v1/erasures/${erasureId}`, { token })

/** Which of the two tables still holds something under the submission's id. */
const remainingCounts = async (submissionId: string): Promise<string[]> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = dynamoDbClient({ endpoint: target.databaseEndpoint, region: 'local', credentials })
  const names = prefixedTableNames('sealform')
  const found = await Promise.all(
    (['submissions', 'data-keys'] as const).map(async (table) => {
      const get = new GetCommand({ TableName: names[table], Key: { submissionId }, ConsistentRead: true })
      return (await documentClientOf(client).send(get)).Item === undefined ? [] : [table]
    }),
  )
  client.destroy()
  return found.flat()
}

describe('abuse 34: an erased conversation', () => {
  test('has nothing left of what was submitted, in no table, and a receipt says so', async () => {
    const [one, two] = [await scene.submitted(), await scene.submitted()]
    const retrieveKey = await scene.retrieveKeyFor(one)
    target.clock.advance(1)
    const reply = await erase({ conversationId: scene.conversationId })
    const receipt = {
      erasureId: textField(reply, 'erasureId'),
      status: 'done',
      erasedSubmissions: 2,
      erasedAt: new Date(target.clock.now()).toISOString(),
    }
    expect([reply.status, reply.body]).toEqual([200, receipt])
    expect((await getErasure(receipt.erasureId)).body).toEqual(receipt)
    expect((await erase({ conversationId: scene.conversationId })).body).toEqual(receipt)
    for (const { submissionId } of [one, two]) expect(await remainingCounts(submissionId)).toEqual([])

    expect(statusAndCode(await scene.retrieveWith(one.submissionId, retrieveKey))).toBe('404 not-available')
    expect(statusAndCode(await scene.issueRetrieveKey(two.formId))).toBe('404 not-available')
    expect(statusAndCode(await scene.post('/v1/visitor/resume', scene.proofOf(one)))).toBe('404 not-available')
    const form = await scene.request('GET', `/v1/forms/${one.formId}`, { token: scene.agent })
    expect(form.body).not.toHaveProperty('submissionId')
    const records = (await siteRecords(target, scene.siteId)).filter(({ event }) => event === 'submission-erased')
    expect(records.map(({ submissionId }) => submissionId).sort()).toEqual([one.submissionId, two.submissionId].sort())
    expect(records).toMatchObject(Array(2).fill({ actor: 'agent:root', outcome: 'done' }))
  })

  test('takes no answer to a form that was sent before, and goes on with the next', async () => {
    const before = await scene.opened()
    const submitKey = await scene.submitKeyFor(before)
    target.clock.advance(1)
    expect(statusAndCode(await erase({ conversationId: scene.conversationId }))).toBe('200 done')
    expect(statusAndCode(await scene.submitWith(before, submitKey, bankAnswers))).toBe('404 not-available')
    target.clock.advance(1)
    const after = await scene.submitted()
    expect((await scene.retrieved(after)).body).toMatchObject({ answers: { iban: bankAnswers.iban } })
    expect((await erase({ conversationId: scene.conversationId })).body).toMatchObject({ erasedSubmissions: 1 })
    expect(statusAndCode(await scene.issueRetrieveKey(after.formId))).toBe('404 not-available')
  })

  test('has no history', async () => {
    await scene.request('PATCH', '/v1/site', {
      token: administrator,
      body: { name: 'A', profiles: { 'agent-manager': ['secure-form:view-history'] } },
    })
    const manager = await scene.token('agent-manager', 'manager-1')
    const { submissionId } = await scene.submitted()
    await scene.close()
    await erase({ conversationId: scene.conversationId })
    const list = await scene.request('GET', `/v1/history/conversations/${scene.conversationId}`, { token: manager })
    expect(list.body).toEqual({ submissions: [] })
    const view = { reason: 'to see what is left of it' }
    expect(statusAndCode(await scene.post(`/v1/history/submissions/${submissionId}/view`, view, manager))).toBe(
      '404 not-found',
    )
  })
})

describe('erasure', () => {
  test('of one submission leaves the others', async () => {
    const [one, two] = [await scene.submitted(), await scene.submitted()]
    expect((await erase({ submissionId: one.submissionId })).body).toMatchObject({
      status: 'done',
      erasedSubmissions: 1,
    })
    expect(statusAndCode(await scene.issueRetrieveKey(one.formId))).toBe('404 not-available')
    expect(statusAndCode(await scene.retrieved(two))).toBe('200 done')
    expect([await remainingCounts(one.submissionId), await remainingCounts(two.submissionId)]).toEqual([
      [],
      ['submissions', 'data-keys'],
    ])
  })

  test('of a visitor takes every conversation of theirs, opened with their name or given it later', async () => {
    const visitorRef = 'customer 4711 \u{1f426}'
    const forms = []
    for (const late of [false, true]) {
      const conversationId = newConversationId()
      await scene.putConversation(conversationId, 'agent-7', late ? {} : { visitorRef })
      if (late) await scene.putConversation(conversationId, 'agent-7', { visitorRef })
      forms.push(await scene.submitted({ to: conversationId }))
    }
    const other = await scene.submitted()
    expect((await erase({ visitorRef })).body).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    for (const { formId } of forms)
      expect(statusAndCode(await scene.issueRetrieveKey(formId))).toBe('404 not-available')
    expect(statusAndCode(await scene.retrieved(other))).toBe('200 done')
  })

  test.each([
    ['conversation', (conversationId: string) => ({ conversationId })],
    ['submission', (_: string, submissionId: string) => ({ submissionId })],
  ])('of a %s takes a submission whose form is gone', async (_, by) => {
    const [form, other] = [await scene.submitted(), await scene.submitted({ to: await scene.newConversation() })]
    const { submissionId, formId } = form
    await withDatabase(target, (client) =>
      documentClientOf(client).send(new DeleteCommand({ TableName: tableNames.forms, Key: { formId } })),
    )
    target.clock.advance(1)
    const body = by(scene.conversationId, submissionId)
    const first = await erase(body)
    expect(first.body).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect([await remainingCounts(submissionId), await remainingCounts(other.submissionId)]).toEqual([
      [],
      ['submissions', 'data-keys'],
    ])
    expect((await erase(body)).body).toEqual(first.body)
    const records = (await siteRecords(target, scene.siteId)).filter(({ event }) => event === 'submission-erased')
    expect(records).toMatchObject([{ submissionId, formId, conversationId: scene.conversationId }])
  })

  test('of a visitor of many conversations answers with one receipt, however often it is asked', async () => {
    const visitorRef = 'customer 4711'
    const about = { siteId: scene.siteId, visitorRef, conversations: 30, submissions: 2 }
    await putSubmissions(target, { ...about, at: target.clock.now() })
    target.clock.advance(1)
    const first = await erase({ visitorRef })
    expect(first.body).toMatchObject({ status: 'done', erasedSubmissions: 60 })
    target.clock.advance(1)
    expect((await erase({ visitorRef })).body).toEqual(first.body)
  })

  test('abuse 6: is the site’s own, and what is nowhere is not found', async () => {
    const other = await newScene(target)
    const { submissionId } = await other.submitted()
    for (const body of [{ submissionId }, { conversationId: other.conversationId }, { visitorRef: 'nobody' }]) {
      expect(statusAndCode(await erase(body))).toBe('404 not-found')
    }
    const theirs = await other.token('administrator', 'root')
    const erasureId = textField(await other.post('/v1/erasures', { submissionId }, theirs), 'erasureId')
    expect(statusAndCode(await getErasure(erasureId))).toBe('404 not-found')
    expect(statusAndCode(await getErasure('00000000-0000-4000-8000-000000000000'))).toBe('404 not-found')
  })

  test.each([
    ['nothing', {}],
    ['two things', { conversationId: 'a', visitorRef: 'b' }],
    ['an empty name', { visitorRef: '' }],
    ['half a character', { visitorRef: '\ud800' }],
    ['an id that is none', { submissionId: '1' }],
    ['something unknown', { conversationId: 'a', siteId: 'rival' }],
  ])('of %s is refused', async (_, body) => {
    expect(statusAndCode(await erase(body))).toBe('422 not-valid')
  })
})
