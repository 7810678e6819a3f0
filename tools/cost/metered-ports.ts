/** Ports and a client that count their use. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { Holding } from '../../lambdas/pci-zone/holding/holding.ts'
import type { DataKeyMaker, DataKeyOpener } from '../../lambdas/pci-zone/vault/data-keys.ts'
import { isCallKind, type ModelledTime } from './modelled-time.ts'
import type { StepUsage } from './usage.ts'

/** Adds these counts to the usage of the current call. */
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

/** Returns DynamoDB's name for the operation of an SDK command. Throws for an operation that no step should need. */
const operationOf = (commandName: string | undefined): string => {
  const operation = commandName?.replace(/Command$/, '') ?? ''
  if (!reads.has(operation) && !writes.has(operation)) throw new Error(`the cost of ${operation} is not defined`)
  return operation
}

/**
 * Makes DynamoDB report what each request consumes. A failed request is an error here, even if only its condition
 * failed, because DynamoDB bills such a request without reporting it. Forms that are sent one after the other cause no
 * failed requests.
 */
export const countRequests = (client: DynamoDBClient, add: AddUsage, time: ModelledTime): void => {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const operation = operationOf(commandName)
        const send = () => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
        if (!isCallKind(operation)) throw new Error(`the time of ${operation} is not defined`)
        const reply = await time.call(operation, send).catch((cause) => {
          throw new Error(`${operation} failed, so it cannot be counted.`, { cause })
        })
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

/** Counts one KMS request for each operation. */
export const meteredDataKeys = (
  keys: DataKeyMaker & DataKeyOpener,
  add: AddUsage,
  time: ModelledTime,
): DataKeyMaker & DataKeyOpener => ({
  async generate(context) {
    add({ kmsRequests: 1 })
    return time.call('kms', () => keys.generate(context))
  },
  async unwrap(wrapped, context) {
    add({ kmsRequests: 1 })
    return time.call('kms', () => keys.unwrap(wrapped, context))
  },
})

/** Counts one command for each operation. The commands are SET with NX and PX, GETDEL, and DEL. */
export const meteredHolding = (holding: Holding, add: AddUsage, time: ModelledTime): Holding => ({
  async put(...held) {
    add({ holdingCommands: 1 })
    return time.call('holding', () => holding.put(...held))
  },
  async take(submissionId) {
    add({ holdingCommands: 1 })
    return time.call('holding', () => holding.take(submissionId))
  },
  async discard(submissionId) {
    add({ holdingCommands: 1 })
    return time.call('holding', () => holding.discard(submissionId))
  },
})
