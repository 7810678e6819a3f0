/** Query and Scan: one page of items in the order of their keys. */
import type { Item } from './attribute-value.ts'
import { consumedBy, itemSize, readUnits } from './consumed-capacity.ts'
import { parseCondition } from './expressions/condition.ts'
import { type KeyPart, keyPartsOf } from './expressions/key-condition.ts'
import { placeholdersOf } from './expressions/placeholders.ts'
import { projectionOf } from './item-reads.ts'
import { type KeySchema, keyAttributesOf, keyOfAttributes, keyValue } from './key-schema.ts'
import { parseRequest, Query, Scan } from './requests.ts'
import type { RowRange } from './rows.ts'
import type { Table, Tables } from './tables.ts'
import { type Reply, type Request, validationError } from './wire.ts'

/** The size in bytes at which a page ends, as in DynamoDB. */
const pageBytes = 1024 * 1024

export const pages = (tables: Tables): Readonly<Record<string, (request: Request) => Reply>> => ({
  Query: (request) => {
    const asked = parseRequest(Query, request)
    const table = tables.table(asked.TableName)
    const placeholders = placeholdersOf(asked)
    const range = keyRange(table.schema, keyPartsOf(asked.KeyConditionExpression, placeholders))
    return readPage(table, { asked, placeholders, range: { ...range, backward: asked.ScanIndexForward === false } })
  },
  Scan: (request) => {
    const asked = parseRequest(Scan, request)
    return readPage(tables.table(asked.TableName), { asked, placeholders: placeholdersOf(asked), range: {} })
  },
})

/** @throws ValidationException unless the parts are the partition and at most one comparison of the sort key */
const keyRange = ({ partition, sort }: KeySchema, parts: readonly KeyPart[]): RowRange => {
  const first = parts.find(({ attribute }) => attribute === partition.name)
  const [second, ...others] = parts.filter((part) => part !== first)
  if (first?.operator !== '=' || others.length > 0 || (second !== undefined && second.attribute !== sort?.name))
    throw validationError('Query key condition not supported')
  if (second?.operator === 'begins_with' && sort?.type !== 'S')
    throw validationError('Invalid KeyConditionExpression: Incorrect operand type for operator or function')
  return {
    partition: keyValue(partition, first.value),
    ...(sort && second && { sort: { operator: second.operator, value: keyValue(sort, second.value) } }),
  }
}

const readPage = (
  { rows, schema }: Table,
  { asked, placeholders, range }: { asked: Scan; placeholders: ReturnType<typeof placeholdersOf>; range: RowRange },
): Reply => {
  const { FilterExpression, ExclusiveStartKey, Limit = Number.POSITIVE_INFINITY, Select, ConsistentRead } = asked
  const passes = FilterExpression === undefined ? () => true : parseCondition(FilterExpression)(placeholders)
  const projected = projectionOf(asked, placeholders)
  placeholders.refuseUnused()
  const after = ExclusiveStartKey && keyOfAttributes(schema, ExclusiveStartKey)

  const items: Item[] = []
  let [count, scanned, bytes] = [0, 0, 0]
  let last: Item | undefined
  for (const item of rows.range({ ...range, ...(after && { after }) })) {
    scanned += 1
    bytes += itemSize(item)
    if (passes(item)) {
      count += 1
      if (Select !== 'COUNT') items.push(projected(item))
    }
    if (scanned >= Limit || bytes >= pageBytes) {
      last = item
      break
    }
  }
  return {
    ...(Select !== 'COUNT' && { Items: items }),
    Count: count,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: keyAttributesOf(schema, last) }),
    ...consumedBy(asked, () => readUnits(bytes, ConsistentRead)),
  }
}
