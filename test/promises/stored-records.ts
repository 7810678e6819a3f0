/** Reads the tables of a local run that has ended, as records. Throws if one is malformed. */
import { join } from 'node:path'
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { expect } from 'vitest'
import { auditItems } from '../../lambdas/adapters/dynamodb/audit/items.ts'
import { formItems, keyItems } from '../../lambdas/adapters/dynamodb/items.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import type { Item } from '../../lambdas/adapters/dynamodb/request/item-kind.ts'
import { prefixedTableNames, type TableName, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { isPointer } from '../../lambdas/core/audit/pointer.ts'
import { dataKeyItems, submissionItems } from '../../lambdas/pci-zone/vault/dynamodb-vault-items.ts'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { databaseClient } from '../kit/tables.ts'
import { expectUnbrokenChain } from '../port-contracts/stored-samples.ts'
import { brokenPromises } from './checker.ts'
import type { History } from './history.ts'
import { finalStateOf, recordedEvent, type StateRecords } from './record-events.ts'

export interface StoredRecords extends StateRecords {
  /** Chain by chain, each in its order. */
  readonly audit: readonly AuditRecord[]
}

const tableNames = prefixedTableNames('sealform')

/** Every item of every table. Opens the folder, so the run must have ended. */
export const readAllItems = async (dataFolder: string): Promise<Map<TableName, Item[]>> => {
  const database = await startEmbeddedDynamoDb({ dataFolder: join(dataFolder, 'dynamodb') })
  try {
    return await scanAllTables(database.endpoint)
  } finally {
    await database.close()
  }
}

/** By the database's own scan, page by page. */
const scanAllTables = async (endpoint: string): Promise<Map<TableName, Item[]>> => {
  const client = databaseClient(endpoint)
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

/**
 * Checks the promises of a run that has ended: its history with what it stored. Forms some of whose keys have been swept, which
 * happens after minutes, are left out, because it is unknown whether the keys were spent.
 */
export const expectPromisesKept = async (dataFolder: string, history: History): Promise<StoredRecords> => {
  const stored = toStoredRecords(await readAllItems(dataFolder))
  for (const chain of Map.groupBy(stored.audit, (record) => record.chain).values()) expectUnbrokenChain(chain)
  const found = new Set(stored.keys.map(({ keyHash }) => keyHash))
  const swept = new Set(
    history.flatMap((event) => (event.type === 'issued' && !found.has(event.key) ? event.formId : [])),
  )
  const forms = stored.forms.filter(({ formId }) => !swept.has(formId))
  // The records go before all other events, because they are read back.
  expect(
    brokenPromises([...stored.audit.map(recordedEvent), ...history, ...finalStateOf({ ...stored, forms })]),
  ).toEqual([])
  return stored
}
