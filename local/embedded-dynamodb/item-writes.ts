import type { Database } from './database.ts'
import { type DynaliteOperation, execute, validate } from './dynalite-operations.ts'
import { createUnitOfWork } from './unit-of-work.ts'
import { conditionFailed, type Reply, type Request, refusalOf, validationError } from './wire.ts'
import type { Writer } from './writer.ts'

/** Runs PutItem, UpdateItem, DeleteItem or BatchWriteItem. An item and its index entries change together. */
export const writeItems =
  (operation: DynaliteOperation, { database, writer }: { database: Database; writer: Writer }) =>
  (request: Request): Promise<Reply> =>
    writer.runExclusive(async () => {
      const work = createUnitOfWork(database)
      const parameters = validate(operation, work.store, request)
      const returnsItem = wantsItemOnFailure(request)
      try {
        const reply = await execute(operation, work.store, parameters)
        await writer.commit([work])
        return reply
      } catch (error) {
        if (refusalOf(error) === 'ConditionalCheckFailedException' && returnsItem)
          throw conditionFailed(work.existing())
        throw error
      }
    })

/** Returns true if the caller requests the item that failed a condition. dynalite does not support this parameter. */
export const wantsItemOnFailure = ({ ReturnValuesOnConditionCheckFailure: asked }: Request): boolean => {
  if (asked === undefined || asked === null || asked === 'NONE') return false
  if (asked === 'ALL_OLD') return true
  throw validationError(
    `1 validation error detected: Value '${asked}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: ` +
      'Member must satisfy enum value set: [ALL_OLD, NONE]',
  )
}
