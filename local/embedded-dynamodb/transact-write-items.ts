import type { Change } from './change-feed.ts'
import { countCapacity } from './consumed-capacity.ts'
import { refuseSameKey } from './item-reads.ts'
import {
  type PlannedWrite,
  prepareWrite,
  store,
  unitsOf,
  type WriteParameters,
  type WritePorts,
} from './item-writes.ts'
import type { RequestTokens } from './request-tokens.ts'
import { parseRequest, type TransactWrite, TransactWriteItems } from './requests.ts'
import {
  ApiError,
  type CancellationReason,
  ConditionFailed,
  type Reply,
  type Request,
  transactionCanceled,
  validationError,
} from './wire.ts'

type Attempt = { readonly planned: PlannedWrite } | { readonly reason: CancellationReason }

/**
 * Runs TransactWriteItems: commits all writes or none, and checks all conditions against the same state of the
 * database. Commits at most one transaction per token.
 */
export const transactWriteItems =
  ({ database, tables, feed, tokens }: WritePorts & { readonly tokens: RequestTokens }) =>
  (request: Request): Reply => {
    const asked = parseRequest(TransactWriteItems, request)
    const operations = asked.TransactItems.map(operationOf)
    const prepared = operations.map((operation) => prepareWrite(tables, operation))
    const token = asked.ClientRequestToken === undefined ? undefined : tokens.of(asked.ClientRequestToken, request)
    if (token?.isDone()) return {}

    const attempts = prepared.map(attempt)
    const planned = attempts.flatMap((each) => ('planned' in each ? [each.planned] : []))
    refuseSameKey(planned, 'Transaction request cannot include multiple operations on one item')
    if (planned.length < attempts.length)
      throw transactionCanceled(attempts.map((each) => ('reason' in each ? each.reason : { Code: 'None' })))

    const checks = new Set(asked.TransactItems.flatMap(({ ConditionCheck }, index) => (ConditionCheck ? [index] : [])))
    let changes: readonly Change[] = []
    database.commit(
      () => {
        changes = store(planned.filter((_, index) => !checks.has(index)))
        token?.record()
      },
      { durably: true },
    )
    feed.publish(changes)
    const capacity = countCapacity(asked.ReturnConsumedCapacity)
    for (const each of planned) capacity.add(each.table.name, 2 * unitsOf(each))
    return capacity.list()
  }

/** A condition check is prepared like the deletion of the item, but the deletion is not stored. */
const operationOf = ({ ConditionCheck, Put, Update, Delete }: TransactWrite): WriteParameters => {
  const [operation, ...others] = [ConditionCheck, Put, Update, Delete].filter((each) => each !== undefined)
  if (operation !== undefined && others.length === 0) return operation
  throw validationError('TransactItems can only contain one of Check, Put, Update or Delete')
}

const attempt = (prepared: () => PlannedWrite): Attempt => {
  try {
    return { planned: prepared() }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

/**
 * Returns the reason for which this item cancels the transaction.
 * @throws the given error if it concerns the whole request and not this item
 */
const reasonOf = (error: unknown): CancellationReason => {
  if (error instanceof ConditionFailed) {
    const { message: Message, item } = error
    return { Code: 'ConditionalCheckFailed', Message, ...(item && { Item: item }) }
  }
  if (error instanceof ApiError && error.code === 'ValidationException')
    return { Code: 'ValidationError', Message: error.message }
  throw error
}
