/**
 * Creates a visitor with many submissions. Writes the same records as the steps would, but directly into the tables, which is
 * faster.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { AgentId, ConversationId, FormId, SiteId, SubmissionId, TemplateId } from '../../contracts/identifiers.ts'
import { formPointerKey } from '../../lambdas/adapters/dynamodb/form-pointers.ts'
import { conversationItems, formItems, visitorPartition } from '../../lambdas/adapters/dynamodb/items.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { ConversationRecord } from '../../lambdas/core/conversations/conversation.ts'
import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import { dataKeyItems, submissionItems } from '../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import { localIssuerName } from '../../local/issuer.ts'
import type { DatabaseService } from './service.ts'
import { tableNames, withDatabase } from './tables.ts'

export interface ManySubmissions {
  readonly siteId: string
  readonly visitorRef: string
  readonly conversations: number
  /** The number of submissions in each conversation. */
  readonly submissions: number
  /** The time at which the answers were submitted. */
  readonly at: number
  /** The state of the conversations; closed by default. */
  readonly state?: ConversationRecord['state']
}

type TablePut = readonly [table: TableName, item: Record<string, unknown>, form?: FormRecord]

const year = 365 * 86_400_000

function* itemsOf({
  siteId: site,
  visitorRef,
  conversations,
  submissions,
  at,
  state = 'closed',
}: ManySubmissions): Iterable<TablePut> {
  const siteId = SiteId.parse(site)
  for (let chat = 0; chat < conversations; chat++) {
    const conversationId = ConversationId.parse(`chat-${randomUUID()}`)
    const ids = { siteId, conversationId }
    const conversation: ConversationRecord = {
      ...ids,
      state,
      agentId: AgentId.parse('agent-7'),
      agentIssuer: localIssuerName,
      visitorRef,
      openedAt: at,
      ...(state === 'closed' && { closedAt: at }),
    }
    yield ['conversations', conversationItems.toItem(conversation)]
    const visitor = visitorPartition({ siteId, visitorHash: hashOf(visitorRef) })
    yield ['conversations', { siteAndConversation: visitor, item: conversationId }]
    for (let each = 0; each < submissions; each++) yield* submissionIn(conversation, at)
  }
}

function* submissionIn({ siteId, conversationId, agentId }: ConversationRecord, at: number): Iterable<TablePut> {
  const formId = FormId.parse(randomUUID())
  const submissionId = SubmissionId.parse(randomUUID())
  const templateId = TemplateId.parse('bank-account')
  const sender = { issuer: 'local', subject: agentId }
  const about = { siteId, conversationId, formId, templateId, templateVersion: 1, sender }
  const form: FormRecord = {
    ...about,
    state: 'submitted',
    generation: 1,
    settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths: 13 },
    visitorHash: hashOf(formId),
    sentAt: at,
    expiresAt: at + 1_800_000,
    openedAt: at,
    submittedAt: at,
    submissionId,
  }
  const expiresAt = at + year
  const message = new Uint8Array(randomBytes(1_500))
  yield ['forms', formItems.toItem(form), form]
  yield ['conversations', formPointerKey(about)]
  yield [
    'submissions',
    submissionItems.toItem({ ...about, submissionId, submittedAt: at, expiresAt, sealedQuestions: [], message }),
  ]
  yield [
    'data-keys',
    dataKeyItems.toItem({ submissionId, siteId, expiresAt, wrappedKey: new Uint8Array(randomBytes(184)) }),
  ]
}

const batchSize = 25

/** Writes the records of the submissions, and returns their forms. */
export const putSubmissions = (
  target: Pick<DatabaseService, 'databaseEndpoint'>,
  wanted: ManySubmissions,
): Promise<readonly FormRecord[]> =>
  withDatabase(target, async (client) => {
    const documents = documentClientOf(client)
    const forms: FormRecord[] = []
    let waiting: TablePut[] = []
    const write = async () => {
      const requests: Record<string, { PutRequest: { Item: Record<string, unknown> } }[]> = {}
      for (const [table, Item] of waiting) {
        const name = tableNames[table]
        requests[name] = [...(requests[name] ?? []), { PutRequest: { Item } }]
      }
      waiting = []
      await documents.send(new BatchWriteCommand({ RequestItems: requests }))
    }
    for (const put of itemsOf(wanted)) {
      const [, , form] = put
      if (form) forms.push(form)
      waiting.push(put)
      if (waiting.length === batchSize) await write()
    }
    if (waiting.length > 0) await write()
    return forms
  })
