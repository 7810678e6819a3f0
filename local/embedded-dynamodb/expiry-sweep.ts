import { setImmediate } from 'node:timers/promises'
import type { Change } from './change-feed.ts'
import { store, type WritePorts } from './item-writes.ts'
import { keyOfItem } from './key-schema.ts'

/** The number of rows that are deleted together. Requests are answered between two such groups. */
const groupSize = 100

/**
 * Deletes rows whose TTL attribute, in epoch seconds, has passed. DynamoDB may delete such rows days late, so no code
 * may depend on the deletion.
 * @returns the number of deleted rows
 */
export const createExpirySweep =
  ({ database, tables, feed }: WritePorts) =>
  async (nowSeconds: number): Promise<number> => {
    const deleteGroup = (): number => {
      const expired = tables.all().flatMap((table) => {
        const { timeToLive } = table.settings
        const items = timeToLive === undefined ? [] : table.rows.expired(timeToLive, nowSeconds, groupSize)
        return items.map((oldItem) => ({ table, key: keyOfItem(table.schema, oldItem), oldItem }))
      })
      let changes: readonly Change[] = []
      if (expired.length > 0)
        database.commit(() => {
          changes = store(expired)
        })
      feed.publish(changes)
      return expired.length
    }
    let swept = 0
    for (let group = deleteGroup(); group > 0; group = deleteGroup()) {
      swept += group
      await setImmediate()
    }
    return swept
  }

/**
 * Sweeps at an interval, one sweep at a time. Returns a function that stops the interval and waits for a running sweep.
 */
export const sweepEvery = (seconds: number, sweep: () => Promise<unknown>): (() => Promise<void>) => {
  let underWay: Promise<unknown> | undefined
  const begin = (): void => {
    underWay ??= sweep()
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
      .finally(() => {
        underWay = undefined
      })
  }
  const timer = seconds > 0 ? setInterval(begin, seconds * 1000).unref() : undefined
  return async () => {
    clearInterval(timer)
    await underWay
  }
}
