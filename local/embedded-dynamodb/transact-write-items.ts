import * as z from 'zod/mini'
import { consumedByTransaction } from './consumed-capacity.ts'
import type { Database } from './database.ts'
import type { ValidatedRequest } from './dynalite-contract.ts'
import { execute, validate, writes } from './dynalite-operations.ts'
import { wantsItemOnFailure } from './item-writes.ts'
import type { RequestTokens } from './request-tokens.ts'
import { parseParameters, singleOperation, TransactionParameters } from './transaction-request.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'
import {
  type CancellationReason,
  conditionFailedMessage,
  type Reply,
  type Request,
  refusalOf,
  transactionCanceled,
  validationError,
} from './wire.ts'
import type { Writer } from './writer.ts'

/**
 * The operation that runs for each kind of item. A condition check runs as a conditional deletion whose writes are
 * dropped.
 */
const operations = {
  ConditionCheck: writes.DeleteItem,
  Put: writes.PutItem,
  Update: writes.UpdateItem,
  Delete: writes.DeleteItem,
} as const

const required = {
  ConditionCheck: 'ConditionExpression',
  Update: 'UpdateExpression',
  Put: 'Item',
  Delete: 'Key',
} as const

const TransactWriteParameters = z.extend(TransactionParameters, {
  ClientRequestToken: z.optional(z.string().check(z.minLength(1), z.maxLength(36))),
})

interface Part {
  readonly kind: keyof typeof operations
  readonly parameters: ValidatedRequest
  readonly returnsItem: boolean
  readonly work: UnitOfWork
}

interface Attempt {
  readonly part: Part
  readonly reply: Reply
  readonly reason: CancellationReason
}

/**
 * Runs TransactWriteItems: commits all writes or none, and checks all conditions against the same state of the
 * database. Commits at most one transaction per token.
 */
export const transactWriteItems =
  ({ database, writer, tokens }: { database: Database; writer: Writer; tokens: RequestTokens }) =>
  (request: Request): Promise<Reply> =>
    writer.runExclusive(async () => {
      const {
        TransactItems,
        ClientRequestToken: token,
        ReturnConsumedCapacity,
      } = parseParameters(TransactWriteParameters, request)
      const parts = TransactItems.map((item, index) => partOf(database, item, index, ReturnConsumedCapacity))
      if (token !== undefined && tokens.alreadyDone(token, request)) return {}

      const attempts = await Promise.all(parts.map(attempt))
      refuseSameItemTwice(attempts)
      if (attempts.some(({ reason }) => reason.Code !== 'None'))
        throw transactionCanceled(attempts.map(({ reason }) => reason))

      await tokens.forgetExpired()
      await writer.commit(
        parts.filter(({ kind }) => kind !== 'ConditionCheck').map(({ work }) => work),
        { durably: true, also: token === undefined ? [] : [tokens.record(token, request)] },
      )
      return consumedByTransaction(attempts.map(({ reply }) => reply))
    })

const partOf = (
  database: Database,
  item: Record<string, Request>,
  index: number,
  ReturnConsumedCapacity: string | undefined,
): Part => {
  const { kind, request } = singleOperation(item, operations)
  if (request[required[kind]] === undefined)
    throw validationError(
      `1 validation error detected: Value null at 'transactItems.${index + 1}.member.${lowerFirst(kind)}.` +
        `${lowerFirst(required[kind])}' failed to satisfy constraint: Member must not be null`,
    )
  const work = createUnitOfWork(database)
  return {
    kind,
    returnsItem: wantsItemOnFailure(request),
    parameters: validate(operations[kind], work.store, { ...request, ReturnConsumedCapacity }),
    work,
  }
}

const attempt = async (part: Part): Promise<Attempt> => {
  try {
    const reply = await execute(operations[part.kind], part.work.store, part.parameters)
    return { part, reply, reason: { Code: 'None' } }
  } catch (error) {
    return { part, reply: {}, reason: reasonOf(part, error) }
  }
}

/**
 * Returns the reason for which this item cancels the transaction.
 * @throws the given error if it concerns the whole request and not this item
 */
const reasonOf = ({ returnsItem, work }: Part, error: unknown): CancellationReason => {
  const existing = returnsItem ? work.existing() : undefined
  switch (refusalOf(error)) {
    case 'ConditionalCheckFailedException':
      return { Code: 'ConditionalCheckFailed', Message: conditionFailedMessage, ...(existing && { Item: existing }) }
    case 'ValidationException':
      return { Code: 'ValidationError', Message: error instanceof Error ? error.message : '' }
    default:
      throw error
  }
}

const refuseSameItemTwice = (attempts: readonly Attempt[]): void => {
  const keys = attempts.flatMap(({ part }) => part.work.itemKeys)
  if (new Set(keys).size < keys.length)
    throw validationError('Transaction request cannot include multiple operations on one item')
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
