import { consumedByTransaction } from './consumed-capacity.ts'
import type { Database } from './database.ts'
import { execute, reads, validate } from './dynalite-operations.ts'
import { withSnapshot } from './item-reads.ts'
import { parseParameters, singleOperation, TransactionParameters } from './transaction-request.ts'
import { type Reply, type Request, validationError } from './wire.ts'

/** Runs TransactGetItems: reads all items from one snapshot, in the order of the request. */
export const transactGetItems =
  (database: Database) =>
  (request: Request): Promise<Reply> =>
    withSnapshot(database, async (store, itemKeys) => {
      const { TransactItems, ReturnConsumedCapacity } = parseParameters(TransactionParameters, request)
      const gets = TransactItems.map((item) =>
        validate(reads.GetItem, store, {
          ...singleOperation(item, { Get: reads.GetItem }).request,
          ReturnConsumedCapacity,
        }),
      )
      const replies = await Promise.all(gets.map((get) => execute(reads.GetItem, store, get)))
      if (new Set(itemKeys).size < itemKeys.length)
        throw validationError('Transaction request cannot include multiple operations on one item')
      return {
        Responses: replies.map(({ Item }) => (Item === undefined ? {} : { Item })),
        ...consumedByTransaction(replies),
      }
    })
