/**
 * The IAM accesses of a DynamoDB request: one access for each item operation of a transaction and each table of a batch,
 * with the condition keys that DynamoDB sets.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
import * as z from 'zod/mini'
import type { AccessRequest, ContextKeys } from './policy-evaluator.ts'

const Names = z.optional(z.record(z.string(), z.string()))
const Item = z.record(z.string(), z.record(z.string(), z.unknown()))
const ItemOperation = z.looseObject({
  TableName: z.string(),
  Key: z.optional(Item),
  Item: z.optional(Item),
  ConditionExpression: z.optional(z.string()),
  UpdateExpression: z.optional(z.string()),
  ProjectionExpression: z.optional(z.string()),
  KeyConditionExpression: z.optional(z.string()),
  FilterExpression: z.optional(z.string()),
  ExpressionAttributeNames: Names,
  ReturnValues: z.optional(z.string()),
  Select: z.optional(z.string()),
})
type ItemOperation = z.infer<typeof ItemOperation>

const Batch = z.looseObject({
  RequestItems: z.record(
    z.string(),
    z.looseObject({
      Keys: z.array(Item),
      ProjectionExpression: z.optional(z.string()),
      ExpressionAttributeNames: Names,
    }),
  ),
})
const Transaction = z.looseObject({
  TransactItems: z.array(
    z.looseObject({
      Put: z.optional(ItemOperation),
      Update: z.optional(ItemOperation),
      Delete: z.optional(ItemOperation),
      ConditionCheck: z.optional(ItemOperation),
    }),
  ),
})

/** Accesses to a table of this name. */
export type DescribeTable = (table: string) => { readonly arn: string; readonly partition: string }

/** The partition keys, if the request names items. */
const leadingKeys = (
  items: readonly (Readonly<Record<string, object>> | undefined)[],
  { partition }: ReturnType<DescribeTable>,
): ContextKeys => {
  const values = items.flatMap((item) => Object.values(item?.[partition] ?? {}).map(String))
  return values.length === 0 ? {} : { 'dynamodb:LeadingKeys': values }
}

/** Represents the attributes of a whole item, which no list of attributes contains. */
export const wholeItem = '<the whole item>'

const reads = new Set(['GetItem', 'Query', 'Scan'])
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem'])

/** Throws for an operation that no function uses. */
export function accessesOf(operation: string, body: unknown, tableOf: DescribeTable): AccessRequest[] {
  if (operation === 'BatchGetItem') {
    return Object.entries(Batch.parse(body).RequestItems).map(([TableName, { Keys, ...rest }]) =>
      read('BatchGetItem', { ...rest, TableName, Key: Object.assign({}, ...Keys) }, tableOf),
    )
  }
  if (operation === 'TransactWriteItems') {
    return Transaction.parse(body).TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }) => [
      ...(Put ? [write('PutItem', Put, tableOf, operation)] : []),
      ...(Update ? [write('UpdateItem', Update, tableOf, operation)] : []),
      ...(Delete ? [write('DeleteItem', Delete, tableOf, operation)] : []),
      ...(ConditionCheck ? [write('ConditionCheckItem', ConditionCheck, tableOf, operation)] : []),
    ])
  }
  const item = ItemOperation.parse(body)
  if (reads.has(operation)) return [read(operation, item, tableOf)]
  if (writes.has(operation)) return [write(operation, item, tableOf)]
  throw new Error(`${operation} is not understood`)
}

const read = (operation: string, item: ItemOperation, tableOf: DescribeTable): AccessRequest => {
  const {
    ProjectionExpression,
    Select = ProjectionExpression === undefined ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES',
  } = item
  const attributes = [...attributesOf(item), ...(Select === 'ALL_ATTRIBUTES' ? [wholeItem] : [])]
  return {
    action: `dynamodb:${operation}`,
    resource: tableOf(item.TableName).arn,
    context: {
      ...leadingKeys([item.Key], tableOf(item.TableName)),
      'dynamodb:Attributes': attributes,
      'dynamodb:Select': Select,
    },
  }
}

const write = (operation: string, item: ItemOperation, tableOf: DescribeTable, enclosing?: string): AccessRequest => {
  const { ReturnValues = 'NONE' } = item
  return {
    action: `dynamodb:${operation}`,
    resource: tableOf(item.TableName).arn,
    context: {
      ...leadingKeys([item.Key ?? item.Item], tableOf(item.TableName)),
      // Returned attributes count as read: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
      'dynamodb:Attributes': [...attributesOf(item), ...(ReturnValues.startsWith('ALL_') ? [wholeItem] : [])],
      ...(enclosing === undefined
        ? { 'dynamodb:ReturnValues': ReturnValues }
        : { 'dynamodb:EnclosingOperation': enclosing }),
    },
  }
}

/** The top-level attributes that a request names: in its key, its item and each of its expressions. */
export function attributesOf(item: ItemOperation): string[] {
  const expressions = [
    item.ConditionExpression,
    item.UpdateExpression,
    item.ProjectionExpression,
    item.KeyConditionExpression,
    item.FilterExpression,
  ]
  const named = expressions.flatMap((expression) => namesIn(expression ?? '', item.ExpressionAttributeNames ?? {}))
  return [...new Set([...Object.keys(item.Key ?? {}), ...Object.keys(item.Item ?? {}), ...named])]
}

const keywords = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN'])

function namesIn(expression: string, names: Readonly<Record<string, string>>): string[] {
  const tokens = expression.matchAll(/(?<![\w:#.])(#?[A-Za-z_]\w*)((?:\.#?\w+)*)\s*(\(?)/g)
  return [...tokens].flatMap(([, token = '', , parenthesis]) => {
    // A function, or a keyword before a list.
    if (parenthesis === '(' && !token.startsWith('#')) return []
    if (keywords.has(token)) return []
    if (!token.startsWith('#')) return [token]
    const name = names[token]
    if (name === undefined) throw new Error(`${token} stands for no attribute`)
    return [name]
  })
}
