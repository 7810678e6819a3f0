/** Runs the whole journey of one form, and counts what each call uses and what remains in the tables. */
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { AgentId, ProfileName } from '../../contracts/identifiers.ts'
import { tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { seconds } from '../../lambdas/core/time.ts'
import { createRecordingClient } from '../smoke/recording-client.ts'
import { createServiceDriver } from '../smoke/service-driver.ts'
import { type MeteredService, startMeteredService, tables } from './metered-service.ts'
import type { Usage } from './usage.ts'

/** The tables whose records are swept after seconds or a day, regardless of the form's retention. */
const shortLived = new Set(['one-time-keys', 'agent-sessions', 'connections'])
/**
 * The size of a stored item in addition to its attributes:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
const itemOverheadBytes = 100

/** Returns the size of a value by DynamoDB's rules, with numbers rounded up. */
const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1
  if (value instanceof Uint8Array) return value.byteLength
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, inner) => sum + 1 + sizeOf(inner), 0)
  if (typeof value !== 'object' || value === null) return 1
  return 3 + sizeOfAttributes(value, 1)
}

const sizeOfAttributes = (item: object, each = 0): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + each + Buffer.byteLength(name) + sizeOf(value), 0)

const storedBytesIn = async ({ database }: MeteredService, TableName: string): Promise<number> => {
  const { Items = [] } = await database.send(new ScanCommand({ TableName, ConsistentRead: true }))
  return Items.reduce((sum, item) => sum + itemOverheadBytes + sizeOfAttributes(unmarshall(item)), 0)
}

const storedBytesByTable = async (service: MeteredService): Promise<Record<string, number>> => {
  const stored: Record<string, number> = {}
  for (const table of tableList) {
    if ('timeToLive' in tableDefinitions[table] && !shortLived.has(table))
      stored[table] = await storedBytesIn(service, tables[table])
  }
  return stored
}

const accessTokenFor = async (service: MeteredService, subject: string, profile: string) =>
  service.token({ subject: AgentId.parse(subject), profile: ProfileName.parse(profile) })

/**
 * Sends two forms and counts only the second one, because the first one warms up the functions and the agent's session.
 */
export const countForm = async (): Promise<Usage> => {
  const service = await startMeteredService()
  try {
    const agent = await accessTokenFor(service, 'agent-7', 'agent')
    const signIns = {
      agent,
      otherAgent: agent,
      agentId: 'agent-7',
      backend: await accessTokenFor(service, 'chat', 'chat-backend'),
    }
    const driver = createServiceDriver({ wire: createRecordingClient(service), signIns })
    const form = async () => {
      const conversationId = await driver.newConversation()
      // Some time passes in the conversation before the form is sent, so that sending it extends the conversation's
      // retention.
      service.clock.advance(seconds(30))
      const submitted = await driver.submitForm(conversationId)
      await driver.agent.reply('retrieve-submission', {
        path: { submissionId: submitted.submissionId },
        body: { retrieveKey: await driver.issueRetrieveKey(submitted) },
      })
      await driver.closeConversation(conversationId)
    }
    await form()
    const [before, callsBefore] = [await storedBytesByTable(service), service.calls.length]
    await form()
    const after = await storedBytesByTable(service)
    const storedBytes = Object.entries(after).map(([table, bytes]) => [table, bytes - (before[table] ?? 0)])
    return { steps: service.calls.slice(callsBefore), storedBytes: Object.fromEntries(storedBytes) }
  } finally {
    await service.close()
  }
}
