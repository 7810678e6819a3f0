/**
 * The parameters of the supported operations. A parameter or a value that is not listed here is refused, so that code
 * which needs it fails here and not only in the cloud.
 */
import * as z from 'zod/mini'
import { type AttributeValue, type Item, isAttributeValue, isItem } from './attribute-value.ts'
import { type Request, serializationError, validationError } from './wire.ts'

const ItemSchema = z.custom<Item>(isItem)
const TableName = z.string().check(z.regex(/^[A-Za-z0-9_.-]{3,255}$/))
const ReturnConsumedCapacity = z.optional(z.enum(['TOTAL', 'NONE']))
const ConsistentRead = z.optional(z.boolean())
const names = { ExpressionAttributeNames: z.optional(z.record(z.string(), z.string())) }
const placeholders = {
  ...names,
  ExpressionAttributeValues: z.optional(z.record(z.string(), z.custom<AttributeValue>(isAttributeValue))),
}
const projection = { ProjectionExpression: z.optional(z.string()), ...names }

const condition = {
  TableName,
  ConditionExpression: z.optional(z.string()),
  ...placeholders,
  ReturnValuesOnConditionCheckFailure: z.optional(z.enum(['ALL_OLD', 'NONE'])),
}
const put = { ...condition, Item: ItemSchema }
const update = { ...condition, Key: ItemSchema, UpdateExpression: z.string() }
const remove = { ...condition, Key: ItemSchema }
const get = { TableName, Key: ItemSchema, ...projection }

const unchangedReply = { ReturnValues: z.optional(z.enum(['NONE'])), ReturnConsumedCapacity }

export const PutItem = z.strictObject({ ...put, ...unchangedReply })
export const DeleteItem = z.strictObject({ ...remove, ...unchangedReply })
export const UpdateItem = z.strictObject({
  ...update,
  ReturnValues: z.optional(z.enum(['NONE', 'UPDATED_NEW', 'ALL_NEW'])),
  ReturnConsumedCapacity,
})
export const GetItem = z.strictObject({ ...get, ConsistentRead, ReturnConsumedCapacity })

export const BatchGetItem = z.strictObject({
  RequestItems: z.record(
    TableName,
    z.strictObject({ Keys: z.array(ItemSchema).check(z.minLength(1)), ConsistentRead, ...projection }),
  ),
  ReturnConsumedCapacity,
})

export const BatchWriteItem = z.strictObject({
  RequestItems: z.record(
    TableName,
    z.array(
      z.union([
        z.strictObject({ PutRequest: z.strictObject({ Item: ItemSchema }) }),
        z.strictObject({ DeleteRequest: z.strictObject({ Key: ItemSchema }) }),
      ]),
    ),
  ),
  ReturnConsumedCapacity,
})

const TransactWrite = z.strictObject({
  ConditionCheck: z.optional(z.strictObject({ ...remove, ConditionExpression: z.string() })),
  Put: z.optional(z.strictObject(put)),
  Update: z.optional(z.strictObject(update)),
  Delete: z.optional(z.strictObject(remove)),
})
export type TransactWrite = z.infer<typeof TransactWrite>

export const TransactWriteItems = z.strictObject({
  TransactItems: z.array(TransactWrite).check(z.minLength(1), z.maxLength(100)),
  ClientRequestToken: z.optional(z.string().check(z.minLength(1), z.maxLength(36))),
  ReturnConsumedCapacity,
})

export const TransactGetItems = z.strictObject({
  TransactItems: z.array(z.strictObject({ Get: z.strictObject(get) })).check(z.minLength(1), z.maxLength(100)),
  ReturnConsumedCapacity,
})

const page = {
  TableName,
  FilterExpression: z.optional(z.string()),
  ...projection,
  ...placeholders,
  Select: z.optional(z.enum(['ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'])),
  Limit: z.optional(z.int().check(z.minimum(1))),
  ExclusiveStartKey: z.optional(ItemSchema),
  ConsistentRead,
  ReturnConsumedCapacity,
}
export const Scan = z.strictObject(page)
export type Scan = z.infer<typeof Scan>
export const Query = z.strictObject({
  ...page,
  KeyConditionExpression: z.string(),
  ScanIndexForward: z.optional(z.boolean()),
})
export type Query = z.infer<typeof Query>

export const CreateTable = z.strictObject({
  TableName,
  KeySchema: z
    .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
    .check(z.minLength(1), z.maxLength(2)),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N']) })),
  BillingMode: z.literal('PAY_PER_REQUEST'),
})
export type CreateTable = z.infer<typeof CreateTable>

export const OneTable = z.strictObject({ TableName })
export const ListTables = z.strictObject({})
export const UpdateTimeToLive = z.strictObject({
  TableName,
  TimeToLiveSpecification: z.strictObject({
    Enabled: z.boolean(),
    AttributeName: z.string().check(z.regex(/^[A-Za-z0-9_-]+$/)),
  }),
})
export const UpdateContinuousBackups = z.strictObject({
  TableName,
  PointInTimeRecoverySpecification: z.strictObject({ PointInTimeRecoveryEnabled: z.boolean() }),
})

/**
 * Parses the parameters of a request.
 * @throws SerializationException for a wrong type, otherwise ValidationException, in DynamoDB's wording where it is
 * known
 */
export const parseRequest = <Schema extends z.ZodMiniType>(schema: Schema, request: Request): z.output<Schema> => {
  const result = schema.safeParse(request)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = (issue?.path ?? []).map(pathPart).join('.')
  if (issue?.code === 'invalid_type' && isGiven(request, issue.path)) throw serializationError('Unexpected field type')
  throw validationError(
    `1 validation error detected: Value at '${path}' failed to satisfy constraint: ${constraint(issue)}`,
  )
}

/** Returns true if the request has a value at this path. */
const isGiven = (value: unknown, [name, ...inner]: readonly PropertyKey[]): boolean => {
  if (name === undefined) return value !== undefined && value !== null
  return typeof value === 'object' && value !== null && isGiven(Reflect.get(value, name), inner)
}

/** The SDK's name of a parameter, with a lower-case initial, or of the member of a list, counted from one. */
const pathPart = (part: PropertyKey): string =>
  typeof part === 'number' ? `${part + 1}.member` : `${String(part).charAt(0).toLowerCase()}${String(part).slice(1)}`

const constraint = (issue: z.core.$ZodIssue | undefined): string => {
  switch (issue?.code) {
    case 'too_big':
      return `Member must have length less than or equal to ${issue.maximum}`
    case 'too_small':
      return `Member must have length greater than or equal to ${issue.minimum}`
    case 'invalid_type':
      return 'Member must not be null'
    case 'unrecognized_keys':
      return `The embedded database does not support ${issue.keys.join(', ')}`
    case 'custom':
      return 'The embedded database supports strings, numbers that JavaScript represents exactly, binary values, booleans, null, lists and maps'
    default:
      return 'Member must satisfy enum value set'
  }
}
