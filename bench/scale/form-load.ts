/** Counts what one form, as the pages perform it, asks of each table and each step. */
import * as z from 'zod/mini'
import { tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { startRecordedService } from '../recorded-service.ts'

export const FormLoad = z.object({
  /** The number of calls of each step. */
  calls: z.record(z.string(), z.number()),
  /** The capacity units of each table. */
  readUnits: z.record(z.string(), z.number()),
  writeUnits: z.record(z.string(), z.number()),
})
export type FormLoad = z.infer<typeof FormLoad>

const Capacity = z.object({ TableName: z.string(), CapacityUnits: z.number() })
const Reply = z.object({ ConsumedCapacity: z.union([z.array(Capacity), Capacity]) })
const isRead = /^(BatchGetItem|GetItem|Query)/

export const countLoad = async (): Promise<FormLoad> => {
  const { service, performForm, client, tables, close } = await startRecordedService()
  const load: FormLoad = { calls: {}, readUnits: {}, writeUnits: {} }
  const add = (to: Record<string, number>, name: string, amount: number) => {
    to[name] = (to[name] ?? 0) + amount
  }
  try {
    // The first form starts the agent's session and fills the caches.
    await performForm()
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const reply = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
          const { ConsumedCapacity } = Reply.parse(reply.output)
          for (const { TableName, CapacityUnits } of [ConsumedCapacity].flat()) {
            const table = tableList.find((name) => tables[name] === TableName) ?? TableName
            add(isRead.test(commandName) ? load.readUnits : load.writeUnits, table, CapacityUnits)
          }
          return reply
        },
      { step: 'initialize', name: 'countTables' },
    )
    service.calls.length = 0
    await performForm()
    for (const step of service.calls) add(load.calls, step, 1)
    return load
  } finally {
    await close()
  }
}
