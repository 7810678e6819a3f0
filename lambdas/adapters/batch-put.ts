import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../core/fault.ts'
import { sendOrFault } from './conditional-write.ts'
import type { DynamoDbPorts } from './dynamodb-ports.ts'
import { jitteredPause } from './jittered-pause.ts'
import type { Item } from './stored-items.ts'
import type { TableName } from './tables.ts'

const attempts = 8

/**
 * Puts a handful of new items in one request, each for itself and without a condition: only for items whose ids are new,
 * and that mean nothing until the answer to this very request has been passed on.
 */
export async function putTogether(
  { documents, tables, pause = jitteredPause }: DynamoDbPorts,
  puts: readonly { readonly table: TableName; readonly item: Item }[],
): Promise<void> {
  let request: NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]['RequestItems']> = {}
  for (const { table, item } of puts) {
    request[tables[table]] = [...(request[tables[table]] ?? []), { PutRequest: { Item: item } }]
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { UnprocessedItems = {} } = await sendOrFault(
      documents.send(new BatchWriteCommand({ RequestItems: request })),
    )
    if (Object.keys(UnprocessedItems).length === 0) return
    request = UnprocessedItems
    await pause(attempt)
  }
  throw new Fault('storage-failed')
}
