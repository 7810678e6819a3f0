import * as z from 'zod/mini'
import type { Reply } from './wire.ts'

const Consumed = z.object({ ConsumedCapacity: z.object({ TableName: z.string(), CapacityUnits: z.number() }) })

/**
 * Returns the capacity that a transaction consumed, per table. A transaction consumes twice the capacity of its
 * operations. Returns an empty object if the request did not ask for the consumed capacity.
 */
export const consumedByTransaction = (replies: readonly Reply[]): Reply => {
  const unitsByTable = new Map<string, number>()
  for (const reply of replies) {
    const consumed = Consumed.safeParse(reply)
    if (!consumed.success) continue
    const { TableName, CapacityUnits } = consumed.data.ConsumedCapacity
    unitsByTable.set(TableName, (unitsByTable.get(TableName) ?? 0) + 2 * CapacityUnits)
  }
  if (unitsByTable.size === 0) return {}
  return { ConsumedCapacity: [...unitsByTable].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) }
}
