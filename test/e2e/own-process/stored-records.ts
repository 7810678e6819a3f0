/** What a local run that has ended left in its tables, read as records: malformed ones make the reading fail. */
import { join } from 'node:path'
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { auditItems, conversationItems, formItems, keyItems } from '../../../lambdas/adapters/dynamodb/items.ts'
import { documentClientOf, dynamoDbClient } from '../../../lambdas/adapters/dynamodb/request/client.ts'
import type { Item } from '../../../lambdas/adapters/dynamodb/request/item-kind.ts'
import { prefixedTableNames, type TableName, tableList } from '../../../lambdas/adapters/dynamodb/tables.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../../lambdas/core/audit/audit-chain.ts'
import { isPointer } from '../../../lambdas/core/audit/pointer.ts'
import type { ConversationRecord } from '../../../lambdas/core/conversations/conversation.ts'
import type { FormRecord } from '../../../lambdas/core/forms/form.ts'
import type { KeyRecord } from '../../../lambdas/core/one-time-keys/key-record.ts'
import { dataKeyItems, submissionItems } from '../../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import type { DataKeyRecord, SubmissionRecord } from '../../../lambdas/pci-zone/vault/submissions.ts'
import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'
import type { History, HistoryEvent } from '../../promises/history.ts'

export interface StoredRecords {
  readonly conversations: readonly ConversationRecord[]
  readonly forms: readonly FormRecord[]
  readonly keys: readonly KeyRecord[]
  readonly submissions: readonly SubmissionRecord[]
  readonly dataKeys: readonly DataKeyRecord[]
  /** Chain by chain, each in its order. */
  readonly audit: readonly AuditRecord[]
}

const tableNames = prefixedTableNames('sealform')

/** Every item of every table, as it lies there. Opens the folder, so the run must be over. */
export const readAllItems = async (dataFolder: string): Promise<Map<TableName, Item[]>> => {
  const database = await startEmbeddedDynamoDb({ dataFolder: join(dataFolder, 'dynamodb') })
  try {
    return await scanAllTables(database.endpoint)
  } finally {
    await database.close()
  }
}

export const readStoredRecords = async (dataFolder: string): Promise<StoredRecords> =>
  toStoredRecords(await readAllItems(dataFolder))

/** By the database's own scan, page by page. */
const scanAllTables = async (endpoint: string): Promise<Map<TableName, Item[]>> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = dynamoDbClient({ endpoint, region: 'local', credentials, requestMilliseconds: 30_000 })
  const items = new Map<TableName, Item[]>()
  try {
    for (const table of tableList) {
      const found: Item[] = []
      const pages = paginateScan(
        { client: documentClientOf(client) },
        { TableName: tableNames[table], ConsistentRead: true },
      )
      for await (const { Items = [] } of pages) found.push(...Items)
      items.set(table, found)
    }
    return items
  } finally {
    client.destroy()
  }
}

const toStoredRecords = (items: ReadonlyMap<TableName, readonly Item[]>): StoredRecords => {
  const all = (table: TableName) => items.get(table) ?? []
  return {
    conversations: all('conversations')
      .filter(({ item }) => item === 'meta')
      .map(conversationItems.fromItem),
    forms: all('forms').map(formItems.fromItem),
    keys: all('one-time-keys').map(keyItems.fromItem),
    submissions: all('submissions').map(submissionItems.fromItem),
    dataKeys: all('data-keys').map(dataKeyItems.fromItem),
    audit: all('audit')
      .filter((item) => !isPointer(item))
      .map(auditItems.fromItem)
      .sort((left, right) =>
        left.chain === right.chain ? left.sequence - right.sequence : left.chain < right.chain ? -1 : 1,
      ),
  }
}

/** What is not as a chain must be: from number 1 on without a gap, each record with the hash of the one before it. */
export const brokenChains = (audit: readonly AuditRecord[]): string[] => {
  const ends = new Map<string, Pick<AuditRecord, 'sequence' | 'hash'>>()
  return audit.flatMap((record) => {
    const { chain, sequence, hash, previousHash } = record
    const before = ends.get(chain) ?? { sequence: 0, hash: '0'.repeat(64) }
    ends.set(chain, record)
    return [
      ...(sequence === before.sequence + 1 ? [] : [`${chain}: ${sequence} comes after ${before.sequence}.`]),
      ...(previousHash === before.hash ? [] : [`${chain}: ${sequence} does not name the one before it.`]),
      ...(hash === recordHash(record) ? [] : [`${chain}: ${sequence} has another hash than its own.`]),
    ]
  })
}

/** The audit log in the words of a history; read back, so it goes ahead of everything. */
export const recordedEvents = ({ audit }: StoredRecords): HistoryEvent[] =>
  audit.map(({ at, event, outcome, actor, formId, submissionId }) => ({
    type: 'recorded',
    at,
    event,
    outcome,
    actor,
    ...(formId !== undefined && { formId }),
    ...(submissionId !== undefined && { submissionId }),
  }))

/**
 * What else the store held when all was over, in the words of a history. Keys go by their hashes. Of a form some of whose
 * keys have been swept up by then, which takes minutes, nobody can say any more whether they were spent: it is left out.
 */
export const finalStateEvents = (
  { forms, keys, submissions, dataKeys }: StoredRecords,
  history: History,
): HistoryEvent[] => {
  const there = new Set(keys.map(({ keyHash }) => keyHash))
  const swept = new Set(
    history.flatMap((event) => (event.type === 'issued' && !there.has(event.key) ? [event.formId] : [])),
  )
  const withDataKey = new Set(dataKeys.map(({ submissionId }) => submissionId))
  return [
    ...forms
      .filter(({ formId }) => !swept.has(formId))
      .map(
        ({ formId, state, submissionId }): HistoryEvent => ({
          type: 'found-form',
          formId,
          state,
          ...(submissionId !== undefined && { submissionId }),
        }),
      ),
    ...keys.map(
      ({ keyHash, claimedBy }): HistoryEvent => ({ type: 'found-key', key: keyHash, spent: claimedBy !== undefined }),
    ),
    ...submissions.map(
      ({ submissionId, formId }): HistoryEvent => ({
        type: 'found-submission',
        submissionId,
        formId,
        hasDataKey: withDataKey.has(submissionId),
      }),
    ),
  ]
}
