/** Ports and a client that count their use. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { type TableNames, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { Holding } from '../../lambdas/pci-zone/holding/holding.ts'
import type { DataKeyMaker, DataKeyOpener } from '../../lambdas/pci-zone/vault/data-keys.ts'
import { isCallKind, type ModelledTime } from './modelled-time.ts'
import type { StepUsage } from './usage.ts'

/** Adds these counts to the usage of the current call. */
export type AddUsage = (used: Partial<Omit<StepUsage, 'step'>>) => void

const Capacity = z.object({ TableName: z.string(), CapacityUnits: z.number() })
type Capacity = z.infer<typeof Capacity>
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

const Write = z.looseObject({ TableName: z.string(), Item: z.optional(z.unknown()) })
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Write)) })
const bytesPerWriteUnit = 1_024

/**
 * Returns the units of a write whose condition failed. DynamoDB does not report them, but bills the size of the item:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
const unitsOfFailedWrite = (input: unknown): readonly Capacity[] => {
  const transaction = Transaction.safeParse(input).data?.TransactItems.flatMap((item) => Object.values(item))
  const perItem = transaction === undefined ? 1 : 2
  return (transaction ?? [Write.parse(input)]).map(({ TableName, Item }) => ({
    TableName,
    CapacityUnits: perItem * Math.max(1, Math.ceil(Buffer.byteLength(JSON.stringify(Item ?? '')) / bytesPerWriteUnit)),
  }))
}

const byTable = (consumed: readonly Capacity[]): Record<string, number> => {
  const units: Record<string, number> = {}
  for (const { TableName, CapacityUnits } of consumed) units[TableName] = (units[TableName] ?? 0) + CapacityUnits
  return units
}

/** Returns true if the error means that a condition failed, so that the request is billed without a report. */
const isFailedCondition = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || error instanceof TransactionCanceledException

/**
 * Makes DynamoDB report what each request consumes, and counts it. Also counts writes whose condition failed. Any other
 * failure is an error here, because forms that are sent one after the other cause none.
 */
export const countRequests = (client: DynamoDBClient, tables: TableNames, add: AddUsage, time: ModelledTime): void => {
  const nameOf = new Map(tableList.map((table) => [tables[table], table]))
  const count = (operation: string, consumed: readonly Capacity[]) => {
    const named = consumed.map((each) => ({ ...each, TableName: nameOf.get(each.TableName) ?? each.TableName }))
    const units = named.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
    add({
      dynamoDbRequests: 1,
      ...(operation.startsWith('Transact') && { dynamoDbTransactions: 1 }),
      ...(named.some(({ TableName }) => isVaultTable(TableName)) && { vaultRequests: 1 }),
      ...(reads.has(operation)
        ? { readUnits: units, readUnitsByTable: byTable(named) }
        : { writeUnits: units, writeUnitsByTable: byTable(named) }),
    })
  }
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const operation = operationOf(commandName)
        const send = () => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
        if (!isCallKind(operation)) throw new Error(`the time of ${operation} is not defined`)
        try {
          const reply = await time.call(operation, send)
          count(operation, Consumed.parse(reply.output).ConsumedCapacity)
          return reply
        } catch (cause) {
          if (!isFailedCondition(cause)) throw new Error(`${operation} failed, so it cannot be counted.`, { cause })
          count(operation, unitsOfFailedWrite(args.input))
          add({ failedWrites: 1 })
          throw cause
        }
      },
    { step: 'initialize', name: 'countRequests' },
  )
}

const isVaultTable = (table: string): boolean => table === 'submissions' || table === 'data-keys'

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
