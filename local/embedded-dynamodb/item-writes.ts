/** The writes of single items: PutItem, UpdateItem, DeleteItem and BatchWriteItem. */
import { areEqualItems, type Item } from './attribute-value.ts'
import type { Change, ChangeFeed } from './change-feed.ts'
import { consumedBy, countCapacity, itemSize, writeUnits } from './consumed-capacity.ts'
import type { Database } from './database.ts'
import { parseCondition } from './expressions/condition.ts'
import { type Path, project } from './expressions/path.ts'
import { type PlaceholderParameters, placeholdersOf } from './expressions/placeholders.ts'
import { applyUpdate, parseUpdate } from './expressions/update.ts'
import { refuseSameKey } from './item-reads.ts'
import { keyOfAttributes, keyOfItem } from './key-schema.ts'
import { BatchWriteItem, DeleteItem, PutItem, parseRequest, UpdateItem } from './requests.ts'
import type { Key } from './rows.ts'
import type { Table, Tables } from './tables.ts'
import { ConditionFailed, type Reply, type Request, validationError } from './wire.ts'

/** A write of one item whose condition holds, before it is committed. */
export interface PlannedWrite {
  readonly table: Table
  readonly key: Key
  readonly oldItem?: Item | undefined
  readonly newItem?: Item | undefined
  /** The paths that an update names. */
  readonly updated?: readonly Path[]
}

interface ConditionParameters extends PlaceholderParameters {
  readonly TableName: string
  readonly ConditionExpression?: string | undefined
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE' | undefined
}

export type WriteParameters = ConditionParameters &
  (
    | { readonly Item: Item }
    | { readonly Key: Item; readonly UpdateExpression: string }
    | { readonly Key: Item; readonly UpdateExpression?: never }
  )

/** The largest size of an item in bytes, as in DynamoDB. */
const maxItemBytes = 400 * 1024

/**
 * Prepares a write. Only the returned function reads the item, evaluates the condition and computes the new item.
 * @throws ResourceNotFoundException, or ValidationException for a wrong expression
 */
export const prepareWrite = (tables: Tables, asked: WriteParameters): (() => PlannedWrite) => {
  const table = tables.table(asked.TableName)
  const placeholders = placeholdersOf(asked)
  const { ConditionExpression } = asked
  const holds = ConditionExpression === undefined ? () => true : parseCondition(ConditionExpression)(placeholders)
  const actions =
    'Key' in asked && asked.UpdateExpression !== undefined ? parseUpdate(asked.UpdateExpression) : undefined
  return () => {
    const key = 'Item' in asked ? keyOfItem(table.schema, asked.Item) : keyOfAttributes(table.schema, asked.Key)
    const oldItem = table.rows.get(key)
    if (!holds(oldItem ?? {}))
      throw new ConditionFailed(asked.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? oldItem : undefined)
    const plan = { table, key, oldItem }
    if ('Item' in asked) {
      placeholders.refuseUnused()
      return { ...plan, newItem: checkSize(asked.Item) }
    }
    const update = actions && applyUpdate(actions, oldItem ?? asked.Key, placeholders)
    placeholders.refuseUnused()
    if (update === undefined) return plan
    const keys = Object.entries(asked.Key)
    if (keys.some(([name, value]) => !areEqualItems({ [name]: value }, project(update.item, [[name]]))))
      throw validationError('One or more parameter values were invalid: Cannot update a key attribute')
    return { ...plan, newItem: checkSize(update.item), updated: update.paths }
  }
}

const checkSize = (item: Item): Item => {
  if (itemSize(item) <= maxItemBytes) return item
  throw validationError('Item size has exceeded the maximum allowed size')
}

export const unitsOf = ({ oldItem, newItem }: PlannedWrite): number => writeUnits(oldItem, newItem)

/** Stores planned writes. Call this within `Database.commit`, and publish the returned changes after it. */
export const store = (planned: readonly PlannedWrite[]): readonly Change[] =>
  planned.flatMap(({ table, key, oldItem, newItem }) => {
    if (oldItem === newItem || (oldItem && newItem && areEqualItems(oldItem, newItem))) return []
    if (newItem === undefined) table.rows.delete(key)
    else table.rows.put(key, newItem)
    return [{ table: table.name, ...(oldItem && { oldItem }), ...(newItem && { newItem }) }]
  })

export interface WritePorts {
  readonly database: Database
  readonly tables: Tables
  readonly feed: ChangeFeed
}

const maxBatch = 25

export const itemWrites = ({
  database,
  tables,
  feed,
}: WritePorts): Readonly<Record<string, (request: Request) => Reply>> => {
  const commit = (planned: readonly PlannedWrite[]): void => {
    let changes: readonly Change[] = []
    database.commit(() => {
      changes = store(planned)
    })
    feed.publish(changes)
  }
  const write = (
    asked: WriteParameters & { readonly ReturnConsumedCapacity?: 'TOTAL' | 'NONE' | undefined },
  ): PlannedWrite & { readonly reply: Reply } => {
    const planned = prepareWrite(tables, asked)()
    commit([planned])
    return { ...planned, reply: consumedBy(asked, () => unitsOf(planned)) }
  }
  return {
    PutItem: (request) => write(parseRequest(PutItem, request)).reply,
    DeleteItem: (request) => write(parseRequest(DeleteItem, request)).reply,
    UpdateItem: (request) => {
      const asked = parseRequest(UpdateItem, request)
      const { newItem = {}, updated = [], reply } = write(asked)
      if (asked.ReturnValues === 'UPDATED_NEW') return { Attributes: project(newItem, updated), ...reply }
      return asked.ReturnValues === 'ALL_NEW' ? { Attributes: newItem, ...reply } : reply
    },
    BatchWriteItem: (request) => {
      const { RequestItems, ReturnConsumedCapacity } = parseRequest(BatchWriteItem, request)
      const asked = Object.entries(RequestItems).flatMap(([TableName, writes]) =>
        writes.map((each) => ({ TableName, ...('PutRequest' in each ? each.PutRequest : each.DeleteRequest) })),
      )
      if (asked.length === 0 || asked.length > maxBatch)
        throw validationError('Too many items requested for the BatchWriteItem call')
      const planned = asked.map((each) => prepareWrite(tables, each)())
      refuseSameKey(planned, 'Provided list of item keys contains duplicates')
      commit(planned)
      const capacity = countCapacity(ReturnConsumedCapacity)
      for (const each of planned) capacity.add(each.table.name, unitsOf(each))
      return { UnprocessedItems: {}, ...capacity.list() }
    },
  }
}
