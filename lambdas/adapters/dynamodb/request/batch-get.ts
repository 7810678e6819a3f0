import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../../core/fault.ts'
import { sendOrFault } from './conditional-write.ts'
import type { Item, ItemKey, ItemKind } from './item-kind.ts'
import { jitteredPause } from './jittered-pause.ts'
import type { RequestPorts } from './ports.ts'

/** A request for one record. */
export interface ItemRequest<Table extends string, Stored> {
  readonly table: Table
  readonly key: ItemKey
  /**
   * The attributes to return. If absent, all attributes are returned. All requests to one table must name the same
   * attributes.
   */
  readonly attributes?: readonly string[]
  fromItem(item: Item): Stored
}

export const itemRequest = <Table extends string, Ref, Stored extends Ref>(
  kind: ItemKind<Table, Ref, Stored>,
  ref: Ref,
): ItemRequest<Table, Stored> => ({
  table: kind.table,
  key: kind.keyOf(ref),
  fromItem: kind.fromItem,
})

/** Returns the record that was read for a request, or nothing if it does not exist. */
export type BatchGetResult = <Stored>(asked: ItemRequest<string, Stored> | undefined) => Stored | undefined

/** The maximum number of items in one batch, set by DynamoDB. */
const batchSize = 100
const attempts = 8

const addressOf = ({ table, key }: Pick<ItemRequest<string, unknown>, 'table' | 'key'>): string =>
  JSON.stringify([table, key])

/**
 * Reads all requested records with strongly consistent reads, at most a hundred records per call to DynamoDB. A record
 * that is requested twice is read once.
 */
export async function batchGet<Table extends string>(
  ports: RequestPorts<Table>,
  asks: readonly (ItemRequest<Table, unknown> | undefined)[],
): Promise<BatchGetResult> {
  const requests = new Map<string, ItemRequest<Table, unknown>>()
  for (const asked of asks) if (asked) requests.set(addressOf(asked), asked)
  const all = [...requests.values()]
  const batches = Array.from({ length: Math.ceil(all.length / batchSize) }, (_, index) =>
    getBatch(ports, all.slice(index * batchSize, (index + 1) * batchSize)),
  )
  const items = new Map((await Promise.all(batches)).flat())
  return (asked) => {
    const item = asked && items.get(addressOf(asked))
    return item && asked.fromItem(item)
  }
}

async function getBatch<Table extends string>(
  { documents, tables, pause = jitteredPause }: RequestPorts<Table>,
  asks: readonly ItemRequest<Table, unknown>[],
): Promise<readonly (readonly [address: string, item: Item])[]> {
  const got: (readonly [string, Item])[] = []
  let missing = asks
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { Responses, UnprocessedKeys } = await sendOrFault(
      documents.send(new BatchGetCommand({ RequestItems: requestFor(missing, tables) })),
    )
    for (const asked of missing) {
      const item = Responses?.[tables[asked.table]]?.find((candidate) => hasKey(candidate, asked.key))
      if (item) got.push([addressOf(asked), item])
    }
    missing = missing.filter(({ table, key }) =>
      UnprocessedKeys?.[tables[table]]?.Keys?.some((unprocessed) => hasKey(unprocessed, key)),
    )
    if (missing.length === 0) return got
    await pause(attempt)
  }
  throw new Fault('storage-failed')
}

function requestFor<Table extends string>(
  asks: readonly ItemRequest<Table, unknown>[],
  tables: RequestPorts<Table>['tables'],
) {
  const request: Record<string, { Keys: ItemKey[]; ConsistentRead: true; ProjectionExpression?: string }> = {}
  for (const { table, key, attributes } of asks) {
    request[tables[table]] ??= {
      Keys: [],
      ConsistentRead: true,
      ...(attributes && { ProjectionExpression: attributes.join(', ') }),
    }
    request[tables[table]]?.Keys.push(key)
  }
  return request
}

const hasKey = (item: Item, key: ItemKey): boolean => Object.entries(key).every(([name, value]) => item[name] === value)
