/** GetItem, BatchGetItem and TransactGetItems. */
import type { Item } from './attribute-value.ts'
import { consumedBy, countCapacity, itemSize, readUnits } from './consumed-capacity.ts'
import { namesOf, parseProjection, project } from './expressions/path.ts'
import { type PlaceholderParameters, placeholdersOf } from './expressions/placeholders.ts'
import { keyOfAttributes } from './key-schema.ts'
import { BatchGetItem, GetItem, parseRequest, TransactGetItems } from './requests.ts'
import type { Key } from './rows.ts'
import type { Table, Tables } from './tables.ts'
import { type Reply, type Request, validationError } from './wire.ts'

export interface ProjectionParameters extends PlaceholderParameters {
  readonly ProjectionExpression?: string | undefined
}

/** Returns a function that returns the requested part of an item. */
export const projectionOf = (
  { ProjectionExpression: text }: ProjectionParameters,
  placeholders = placeholdersOf({}),
): ((item: Item) => Item) => {
  if (text === undefined) return (item) => item
  const paths = parseProjection(text).map((path) => namesOf(path, placeholders))
  return (item) => project(item, paths)
}

const projectionAlone = (parameters: ProjectionParameters): ((item: Item) => Item) => {
  const placeholders = placeholdersOf(parameters)
  const projected = projectionOf(parameters, placeholders)
  placeholders.refuseUnused()
  return projected
}

const unitsOf = (item: Item | undefined, isConsistent: boolean | undefined): number =>
  readUnits(item === undefined ? 1 : itemSize(item), isConsistent)

/** The largest batch of keys, and the size in bytes of the items that one batch returns, as in DynamoDB. */
const maxKeys = 100
const maxBatchBytes = 16 * 1024 * 1024

export const itemReads = (tables: Tables): Readonly<Record<string, (request: Request) => Reply>> => ({
  GetItem: (request) => {
    const asked = parseRequest(GetItem, request)
    const table = tables.table(asked.TableName)
    const projected = projectionAlone(asked)
    const item = table.rows.get(keyOfAttributes(table.schema, asked.Key))
    return { ...(item && { Item: projected(item) }), ...consumedBy(asked, () => unitsOf(item, asked.ConsistentRead)) }
  },

  BatchGetItem: (request) => {
    const { RequestItems, ReturnConsumedCapacity } = parseRequest(BatchGetItem, request)
    const keys = Object.values(RequestItems).reduce((sum, { Keys }) => sum + Keys.length, 0)
    if (keys === 0 || keys > maxKeys) throw validationError('Too many items requested for the BatchGetItem call')
    const capacity = countCapacity(ReturnConsumedCapacity)
    const unprocessed: Record<string, unknown> = {}
    let bytes = 0
    const responses = Object.entries(RequestItems).map(([name, asked]) => {
      const table = tables.table(name)
      const projected = projectionAlone(asked)
      const found: Item[] = []
      const requested = asked.Keys.map((attributes) => ({ attributes, key: keyOfAttributes(table.schema, attributes) }))
      refuseSameKey(
        requested.map(({ key }) => ({ table, key })),
        'Provided list of item keys contains duplicates',
      )
      const left: Item[] = []
      for (const { attributes, key } of requested) {
        const item = bytes > maxBatchBytes ? undefined : table.rows.get(key)
        if (bytes > maxBatchBytes) left.push(attributes)
        else if (ReturnConsumedCapacity === 'TOTAL') capacity.add(name, unitsOf(item, asked.ConsistentRead))
        if (item === undefined) continue
        bytes += itemSize(item)
        found.push(projected(item))
      }
      if (left.length > 0) unprocessed[name] = { ...asked, Keys: left }
      return [name, found] as const
    })
    return { Responses: Object.fromEntries(responses), UnprocessedKeys: unprocessed, ...capacity.list() }
  },

  TransactGetItems: (request) => {
    const { TransactItems, ReturnConsumedCapacity } = parseRequest(TransactGetItems, request)
    const capacity = countCapacity(ReturnConsumedCapacity)
    const gets = TransactItems.map(({ Get }) => {
      const table = tables.table(Get.TableName)
      return { table, key: keyOfAttributes(table.schema, Get.Key), projected: projectionAlone(Get) }
    })
    refuseSameKey(gets, 'Transaction request cannot include multiple operations on one item')
    const Responses = gets.map(({ table, key, projected }) => {
      const item = table.rows.get(key)
      capacity.add(table.name, 2 * unitsOf(item, true))
      return item === undefined ? {} : { Item: projected(item) }
    })
    return { Responses, ...capacity.list() }
  },
})

/** @throws ValidationException with this message if two of them are the same item */
export const refuseSameKey = (
  requested: readonly { readonly table: Table; readonly key: Key }[],
  message: string,
): void => {
  const keys = requested.map(({ table, key }) => JSON.stringify([table.name, key.partition, key.sort]))
  if (new Set(keys).size < keys.length) throw validationError(message)
}
