/** I12: conversations that nobody closes, for months and years: what was submitted in them is found for as long as it is there. */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { documentClientOf } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import { type TableDefinition, tableDefinitions, tableList } from '../../../lambdas/adapters/dynamodb/tables.ts'
import { monthsLater } from '../../../lambdas/core/time.ts'
import { statusAndCode, textField } from '../../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { newConversationId, newScene, type Scene } from '../scene.ts'
import { itemsOf, tableNames, withDatabase } from '../tables.ts'

const visitorRef = 'customer 4711'
const minutes = 60_000

let target: DatabaseService
let scene: Scene
let startedAt: number
let administrator: string
let agent: string

beforeAll(async () => {
  target = await startDatabaseService()
})

beforeEach(async () => {
  scene = await newScene(target)
  startedAt = target.clock.now()
  agent = scene.agent
})

afterAll(async () => {
  await target.close()
})

/** As DynamoDB does it, only at once. */
const sweep = (): Promise<void> =>
  withDatabase(target, async (client) => {
    for (const table of tableList) {
      const { partition, sort, timeToLive }: TableDefinition = tableDefinitions[table]
      if (timeToLive === undefined) continue
      for (const item of await itemsOf(target, table)) {
        if (Number(item[timeToLive]) * 1_000 > target.clock.now()) continue
        const Key = { [partition.name]: item[partition.name], ...(sort && { [sort.name]: item[sort.name] }) }
        await documentClientOf(client).send(new DeleteCommand({ TableName: tableNames[table], Key }))
      }
    }
  })

/** So many months after the beginning, swept, everybody signed in anew. */
const advanceMonths = async (months: number): Promise<void> => {
  target.clock.advanceTo(monthsLater(startedAt, months))
  await sweep()
  administrator = await scene.token('administrator', `root-${months}`)
  // Whom nobody saw for 90 days is disabled.
  const body = { enabled: true }
  expect(statusAndCode(await scene.request('PUT', '/v1/people/agent-7', { token: administrator, body }))).toBe(
    '200 done',
  )
  agent = await scene.token('agent', 'agent-7')
}

const erase = async (body: object) => (await scene.post('/v1/erasures', body, administrator)).body
const remainingCounts = async (): Promise<readonly number[]> => {
  const tables = await Promise.all([itemsOf(target, 'submissions'), itemsOf(target, 'data-keys')])
  return tables.map((items) => items.filter(({ siteId }) => siteId === scene.siteId).length)
}

const opened = async (): Promise<string> => {
  const conversationId = newConversationId()
  await scene.putConversation(conversationId, 'agent-7', { visitorRef })
  return conversationId
}

test.each([
  ['its visitor', () => ({ visitorRef })],
  ['its id', (conversationId: string) => ({ conversationId })],
])(
  'a conversation that goes on for years is erased by %s, with all that is left in it',
  async (_, by) => {
    const to = await opened()
    for (const months of [12, 24, 30]) {
      await advanceMonths(months)
      await scene.submitted({ to, by: agent })
    }
    await advanceMonths(36)
    expect(await remainingCounts()).toEqual([2, 2])
    expect(await erase(by(to))).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    expect(await remainingCounts()).toEqual([0, 0])
  },
  2 * minutes,
)

test(
  'a conversation outlives what was submitted in it before it was closed, and is gone a week later',
  async () => {
    const to = await opened()
    await advanceMonths(2)
    await scene.submitted({ to, by: agent })
    const backend = await scene.token('chat-backend', 'chat')
    await scene.post(`/v1/conversations/${to}/close`, {}, backend)
    const isThere = async () =>
      (await itemsOf(target, 'conversations')).some(
        ({ siteAndConversation, item }) => siteAndConversation === `${scene.siteId}#${to}` && item === 'meta',
      )
    await advanceMonths(15)
    expect([await remainingCounts(), await isThere()]).toEqual([[0, 0], true])
    target.clock.advance(7 * 24 * 60 * minutes)
    await sweep()
    expect(await isThere()).toBe(false)
  },
  2 * minutes,
)

test(
  'a form that is sent again after a year is there for as long as what was submitted to it',
  async () => {
    const to = await opened()
    const { formId } = await scene.sent({}, { to })
    await advanceMonths(12)
    const again = await scene.post(`/v1/forms/${formId}/resend`, {}, agent)
    const openKey = textField(again, 'openKey')
    const form = await scene.openedFrom({ formId, openKey, conversationId: to })
    const submitKey = await scene.submitKeyFor(form)
    const submitted = { submitKey, submissionId: textField(await scene.submitWith(form, submitKey), 'submissionId') }
    await advanceMonths(14)
    expect((await scene.retrieved({ ...form, ...submitted }, agent)).status).toBe(200)
    await advanceMonths(24)
    expect(await remainingCounts()).toEqual([1, 1])
    expect(await erase({ conversationId: to })).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(await remainingCounts()).toEqual([0, 0])
  },
  2 * minutes,
)
