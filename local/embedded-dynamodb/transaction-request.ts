import * as z from 'zod/mini'
import { type Request, serializationError, validationError } from './wire.ts'

const Parameters = z.record(z.string(), z.unknown())

/** The parameters that read transactions and write transactions share. */
export const TransactionParameters = z.object({
  TransactItems: z.array(z.record(z.string(), Parameters)).check(z.minLength(1), z.maxLength(100)),
  ReturnConsumedCapacity: z.optional(z.enum(['INDEXES', 'TOTAL', 'NONE'])),
})

/**
 * Parses the parameters of a request.
 * @throws SerializationException for a wrong type, otherwise ValidationException with the parameter and its error, in
 * DynamoDB's wording where it is known
 */
export const parseParameters = <Schema extends z.ZodMiniType>(schema: Schema, request: Request): z.output<Schema> => {
  const result = schema.safeParse(request)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const name = String(issue?.path[0] ?? 'request')
  if (issue?.code === 'invalid_type' && request[name] !== undefined) throw serializationError('Unexpected field type')
  throw validationError(
    `1 validation error detected: Value at '${name.charAt(0).toLowerCase()}${name.slice(1)}' ` +
      `failed to satisfy constraint: ${constraint(issue)}`,
  )
}

const constraint = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue?.code === 'too_big') return `Member must have length less than or equal to ${issue.maximum}`
  if (issue?.code === 'too_small') return `Member must have length greater than or equal to ${issue.minimum}`
  return issue?.code === 'invalid_type' ? 'Member must not be null' : 'Member must satisfy enum value set'
}

/** Returns the single operation that a transaction's item contains. */
export const singleOperation = <Operations extends object>(
  item: Record<string, Request>,
  operations: Operations,
): { kind: keyof Operations; request: Request } => {
  const isKind = (name: string | number | symbol): name is keyof Operations => Object.hasOwn(operations, name)
  const [entry, ...others] = Object.entries(item)
  if (entry === undefined || others.length > 0 || !isKind(entry[0]))
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete')
  return { kind: entry[0], request: entry[1] }
}
