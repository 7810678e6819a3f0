/** Reads and writes a local service's tables directly, without the service. */
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import type { Item } from '../../lambdas/adapters/dynamodb/request/item-kind.ts'
import { prefixedTableNames, type TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { DatabaseService } from './service.ts'

export const tableNames = prefixedTableNames('sealform')

/** Returns a client for the database of a local run. Its time limits are long, because a busy machine may be slow. */
export const databaseClient = (endpoint: string): ReturnType<typeof dynamoDbClient> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return dynamoDbClient({ endpoint, region: 'local', credentials, requestMilliseconds: 60_000 })
}

/** Calls `work` with a client for the service's database, and closes the client afterwards. */
export const withDatabase = async <Result>(
  { databaseEndpoint }: Pick<DatabaseService, 'databaseEndpoint'>,
  work: (client: ReturnType<typeof dynamoDbClient>) => Promise<Result>,
): Promise<Result> => {
  const client = databaseClient(databaseEndpoint)
  try {
    return await work(client)
  } finally {
    client.destroy()
  }
}

/** Returns all items in a table, as a backup would contain them. */
export const itemsOf = (target: Pick<DatabaseService, 'databaseEndpoint'>, table: TableName): Promise<Item[]> =>
  withDatabase(target, async (client) => {
    const items: Item[] = []
    const request = { TableName: tableNames[table], ConsistentRead: true }
    for await (const { Items = [] } of paginateScan({ client: documentClientOf(client) }, request)) items.push(...Items)
    return items
  })
