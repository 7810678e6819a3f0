/** Runs the whole journey of one form, and counts what each call uses and what remains in the tables. */
import { randomUUID } from 'node:crypto'
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { eventsProtocol } from '../../contracts/events.ts'
import { AgentId, ProfileName, QuestionId } from '../../contracts/identifiers.ts'
import { dynamoDbAuditLog } from '../../lambdas/adapters/dynamodb/audit/log.ts'
import { dynamoDbAuditPointers } from '../../lambdas/adapters/dynamodb/audit/pointers.ts'
import { auditRecordsOf } from '../../lambdas/adapters/dynamodb/audit/stream.ts'
import { dynamoDbTickets } from '../../lambdas/adapters/dynamodb/connections.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import { tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { exportAudit } from '../../lambdas/audit/export-audit.ts'
import { seconds } from '../../lambdas/core/time.ts'
import { openConnection } from '../../lambdas/push/open-connection.ts'
import { pushEvents } from '../../lambdas/push/push-events.ts'
import { useTicket } from '../../lambdas/push/use-ticket.ts'
import { publishedEventPrefixes } from '../../lib/audit/published-events.ts'
import { createRecordingClient } from '../smoke/recording-client.ts'
import { cardNumberQuestion, createServiceDriver } from '../smoke/service-driver.ts'
import { type MeteredService, startMeteredService, tables } from './metered-service.ts'
import type { StepUsage, Usage } from './usage.ts'

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

/** The calls of the pages that are not steps of the form itself. */
const isPageCall = ({ step }: StepUsage): boolean =>
  ['list-forms', 'issue-events-ticket', 'report-progress', 'resume-form'].includes(step)

/** How often the visitor's page polls while the form is filled in: every 15 seconds for a minute. */
const polls = 4
const reportedQuestions = [cardNumberQuestion, QuestionId.parse('card-expiry'), QuestionId.parse('cardholder-name')]

/** Counts what the functions of the agent's socket use when the tab opens and closes it. */
const countSocket = (service: MeteredService) => {
  const { dependencies, push } = service
  const connectionId = `socket-${randomUUID()}`
  const claim = useTicket({
    ...dependencies,
    records: dynamoDbRecords(dependencies),
    audit: dynamoDbAuditLog(dependencies),
    tickets: dynamoDbTickets(dependencies),
  })
  return {
    async open(ticket: string) {
      const claimed = await service.count('connect-authorizer', () => claim(`${ticket}, ${eventsProtocol}`))
      const signIn = claimed.result
      if (signIn === undefined) throw new Error('the ticket opened no socket')
      const opened = await service.count('open-socket', () =>
        openConnection(push)({ connectionId, signIn, connectedAt: service.clock.now() }),
      )
      return {
        used: [claimed.used, opened.used],
        close: async () =>
          (await service.count('close-socket', () => push.connections.remove(signIn, connectionId))).used,
      }
    },
  }
}

/**
 * Runs the publisher and the exporter for each new row of the audit table. Forms follow each other slowly enough that
 * each record is published in a batch of its own.
 */
const countStream = (service: MeteredService) => {
  const pointers = dynamoDbAuditPointers(service.dependencies)
  let archivedBytes = 0
  const used: StepUsage[] = []
  return {
    used,
    archivedBytes: () => archivedBytes,
    async drain() {
      for (const NewImage of service.takeAuditRows()) {
        const dynamodb = { SequenceNumber: '1', NewImage }
        const streamed = auditRecordsOf({ Records: [{ eventName: 'INSERT', dynamodb }] })
        await exportAudit({
          async putOnce(_, content) {
            archivedBytes += Buffer.byteLength(content)
            return true
          },
        })(streamed)
        const whole = streamed.flatMap(({ record }) => record ?? [])
        if (!whole.some(({ event }) => publishedEventPrefixes.some((prefix) => event.startsWith(prefix)))) continue
        const run = await service.count('publish-events', () =>
          Promise.all([pointers.add(whole), pushEvents(service.push)(whole)]),
        )
        used.push(run.used)
      }
    },
  }
}

/**
 * Sends two forms as the pages do, and counts only the second one, because the first one warms up the functions and the
 * agent's session.
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
      const stream = countStream(service)
      const conversationId = await driver.newConversation()
      await driver.agent.reply('list-forms', { path: { conversationId } })
      const { ticket } = await driver.agent.reply('issue-events-ticket')
      const socket = await countSocket(service).open(ticket)
      // Some time passes in the conversation before the form is sent, so that sending it extends the conversation's
      // retention.
      service.clock.advance(seconds(30))
      const sent = await driver.sendForm(conversationId)
      await stream.drain()
      const opened = await driver.openForm(sent)
      await stream.drain()
      const { formId, visitorSecret } = opened
      for (const count of reportedQuestions.keys()) {
        const states = reportedQuestions.slice(0, count + 1).map((id) => [id, 'valid' as const])
        const questions = Object.fromEntries(states)
        await driver.visitor.reply('report-progress', { body: { formId, visitorSecret, questions } })
      }
      for (let poll = 0; poll < polls; poll++) {
        await driver.visitor.reply('resume-form', { body: { formId, visitorSecret, brief: true } })
      }
      const { submissionId } = await driver.visitor.reply('submit-form', { body: await driver.fillIn(opened) })
      await stream.drain()
      await driver.agent.reply('retrieve-submission', {
        path: { submissionId },
        body: { retrieveKey: await driver.issueRetrieveKey(sent) },
      })
      await stream.drain()
      await driver.closeConversation(conversationId)
      await stream.drain()
      return {
        background: [...socket.used, ...stream.used, await socket.close()],
        archivedBytes: stream.archivedBytes(),
      }
    }
    await form()
    const [before, callsBefore] = [await storedBytesByTable(service), service.calls.length]
    const { background, archivedBytes } = await form()
    const after = await storedBytesByTable(service)
    const storedBytes = Object.entries(after).map(([table, bytes]) => [table, bytes - (before[table] ?? 0)])
    const calls = service.calls.slice(callsBefore)
    const notifications = service.notifications.slice(callsBefore)
    return {
      steps: calls.filter((call) => !isPageCall(call)),
      pageCalls: calls.filter(isPageCall),
      notifications: notifications.filter(({ dynamoDbRequests }) => dynamoDbRequests > 0),
      background,
      archivedBytes,
      storedBytes: Object.fromEntries(storedBytes),
    }
  } finally {
    await service.close()
  }
}
