/** I12: in conversations that stay open for years, an erasure finds each submission for as long as it exists. */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { documentClientOf } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import { type TableDefinition, tableDefinitions, tableList } from '../../../lambdas/adapters/dynamodb/tables.ts'
import { monthsLater } from '../../../lambdas/core/time.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { agentId, bankAnswers, type Caller, type Site } from '../../kit/site.ts'
import { itemsOf, tableNames, withDatabase } from '../../kit/tables.ts'

const visitorRef = 'customer 4711'
const minutes = 60_000

let service: DatabaseService
let site: Site
let startedAt: number
let administrator: Caller
let agent: Caller

provideSite(startDatabaseService, (provided) => {
  service = provided.service
  site = provided.site
  startedAt = service.clock.now()
  agent = site.agent
})

/** Removes expired items, as DynamoDB does within days. */
const sweep = (): Promise<void> =>
  withDatabase(service, async (client) => {
    for (const table of tableList) {
      const { partition, sort, timeToLive }: TableDefinition = tableDefinitions[table]
      if (timeToLive === undefined) continue
      for (const item of await itemsOf(service, table)) {
        if (Number(item[timeToLive]) * 1_000 > service.clock.now()) continue
        const Key = { [partition.name]: item[partition.name], ...(sort && { [sort.name]: item[sort.name] }) }
        await documentClientOf(client).send(new DeleteCommand({ TableName: tableNames[table], Key }))
      }
    }
  })

/** Advances the clock to so many months after the start, removes expired items, and signs everyone in again. */
const advanceMonths = async (months: number): Promise<void> => {
  service.clock.advanceTo(monthsLater(startedAt, months))
  await sweep()
  administrator = await site.signIn('administrator', `root-${months}`)
  // Ninety days of inactivity disabled the agent.
  await administrator.reply('put-person', { path: { subject: agentId }, body: { enabled: true } })
  agent = await site.signIn('agent')
}

const erase = (body: { conversationId: string } | { visitorRef: string }) => administrator.reply('erase', { body })
const remainingCounts = async (): Promise<readonly number[]> => {
  const tables = await Promise.all([itemsOf(service, 'submissions'), itemsOf(service, 'data-keys')])
  return tables.map((items) => items.filter(({ siteId }) => siteId === site.siteId).length)
}

const openConversation = () => site.newConversation(agentId, visitorRef)

test.each([
  ['its visitorRef', () => ({ visitorRef })],
  ['its id', (conversationId: string) => ({ conversationId })],
])(
  'if a conversation stays open for years, an erasure by %s still erases every remaining submission',
  async (_, namedBy) => {
    const conversationId = await openConversation()
    for (const months of [12, 24, 30]) {
      await advanceMonths(months)
      await site.submitForm({ conversationId, by: agent })
    }
    await advanceMonths(36)
    expect(await remainingCounts()).toEqual([2, 2])
    expect(await erase(namedBy(conversationId))).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    expect(await remainingCounts()).toEqual([0, 0])
  },
  2 * minutes,
)

test(
  'a closed conversation is retained a week longer than its submissions',
  async () => {
    const conversationId = await openConversation()
    await advanceMonths(2)
    await site.submitForm({ conversationId, by: agent })
    const backend = await site.signIn('chat-backend', 'chat')
    await backend.reply('close-conversation', { path: { conversationId } })
    const isThere = async () =>
      (await itemsOf(service, 'conversations')).some(
        ({ siteAndConversation, item }) =>
          siteAndConversation === `${site.siteId}#${conversationId}` && item === 'meta',
      )
    await advanceMonths(15)
    expect([await remainingCounts(), await isThere()]).toEqual([[0, 0], true])
    service.clock.advance(7 * 24 * 60 * minutes)
    await sweep()
    expect(await isThere()).toBe(false)
  },
  2 * minutes,
)

test(
  'if a form is resent after a year, its record is retained as long as the submission',
  async () => {
    const conversationId = await openConversation()
    const { formId } = await site.sendForm({ conversationId })
    await advanceMonths(12)
    const { openKey } = await agent.reply('resend-form', { path: { formId } })
    const form = await site.submitForm(await site.openForm({ formId, openKey, conversationId }))
    await advanceMonths(14)
    expect(await site.retrieve(form, agent)).toMatchObject({ answers: bankAnswers })
    await advanceMonths(24)
    expect(await remainingCounts()).toEqual([1, 1])
    expect(await erase({ conversationId })).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(await remainingCounts()).toEqual([0, 0])
  },
  2 * minutes,
)
