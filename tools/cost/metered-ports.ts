/** Ports and a client that do their work and count it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { Holding } from '../../lambdas/pci-zone/holding/holding.ts'
import type { DataKeyMaker, DataKeyOpener } from '../../lambdas/pci-zone/vault/data-keys.ts'
import type { StepUsage } from './usage.ts'

/** Adds to what the call under way has used. */
export type AddUsage = (used: Partial<Omit<StepUsage, 'step'>>) => void

const Capacity = z.object({ CapacityUnits: z.number() })
const Consumed = z.object({
  ConsumedCapacity: z.union([
    z.array(Capacity),
    z.pipe(
      Capacity,
      z.transform((one) => [one]),
    ),
  ]),
})
const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems'])
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'])

/** What was asked of DynamoDB, in its own word for it. Throws for an operation that no step should need. */
const operationOf = (commandName: string | undefined): string => {
  const operation = commandName?.replace(/Command$/, '') ?? ''
  if (!reads.has(operation) && !writes.has(operation)) throw new Error(`${operation} is not counted`)
  return operation
}

/**
 * Has DynamoDB report what each request consumed. A request that fails is an error here, a condition that does not hold included:
 * DynamoDB bills it and does not report it, and nothing fails when one form is sent after the other.
 */
export const countRequests = (client: DynamoDBClient, add: AddUsage): void => {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const operation = operationOf(commandName)
        const reply = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }).catch(
          (cause) => {
            throw new Error(`${operation} failed, so it cannot be counted.`, { cause })
          },
        )
        const { ConsumedCapacity } = Consumed.parse(reply.output)
        const units = ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
        add({
          dynamoDbRequests: 1,
          ...(operation.startsWith('Transact') && { dynamoDbTransactions: 1 }),
          ...(reads.has(operation) ? { readUnits: units } : { writeUnits: units }),
        })
        return reply
      },
    { step: 'initialize', name: 'countRequests' },
  )
}

/** One of KMS's requests each. */
export const meteredDataKeys = (keys: DataKeyMaker & DataKeyOpener, add: AddUsage): DataKeyMaker & DataKeyOpener => ({
  async generate(context) {
    add({ kmsRequests: 1 })
    return keys.generate(context)
  },
  async unwrap(wrapped, context) {
    add({ kmsRequests: 1 })
    return keys.unwrap(wrapped, context)
  },
})

/** One command each: SET with NX and PX, GETDEL, DEL. */
export const meteredHolding = (holding: Holding, add: AddUsage): Holding => ({
  async put(...held) {
    add({ holdingCommands: 1 })
    return holding.put(...held)
  },
  async take(submissionId) {
    add({ holdingCommands: 1 })
    return holding.take(submissionId)
  },
  async discard(submissionId) {
    add({ holdingCommands: 1 })
    return holding.discard(submissionId)
  },
})
