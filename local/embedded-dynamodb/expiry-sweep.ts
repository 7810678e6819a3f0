import type { Database } from './database.ts'
import { keySpace, prefixRange } from './key-space.ts'
import type { TableAdministration } from './table-administration.ts'
import { type Item, type Reply, type Request, refusalOf, type TableDescription } from './wire.ts'

/**
 * Deletes rows whose TTL attribute, in epoch seconds, has passed. DynamoDB may delete such rows days late, so no code
 * may depend on the deletion. A row whose TTL was extended in the meantime is kept.
 * @returns the number of deleted rows
 */
export const createExpirySweep =
  ({
    database,
    expiringTables,
    deleteItem,
  }: {
    database: Database
    expiringTables: TableAdministration['expiringTables']
    deleteItem: (request: Request) => Promise<Reply>
  }) =>
  async (nowSeconds: number): Promise<number> => {
    let swept = 0
    for (const { table, attribute } of await expiringTables()) {
      const rows = database.values<string, Item>(prefixRange(keySpace.items(table.TableName)))
      for await (const row of rows) {
        if (!isExpired(row, attribute, nowSeconds)) continue
        const deleted = await deleteIfStillExpired(deleteItem, { table, attribute, row, nowSeconds })
        if (deleted) swept += 1
      }
    }
    return swept
  }

const isExpired = (row: Item, attribute: string, nowSeconds: number): boolean => {
  const expiry = row[attribute]
  return expiry !== undefined && 'N' in expiry && Number(expiry.N) <= nowSeconds
}

const deleteIfStillExpired = async (
  deleteItem: (request: Request) => Promise<Reply>,
  { table, attribute, row, nowSeconds }: { table: TableDescription; attribute: string; row: Item; nowSeconds: number },
): Promise<boolean> => {
  try {
    await deleteItem({
      TableName: table.TableName,
      Key: Object.fromEntries(table.KeySchema.map(({ AttributeName: name }) => [name, row[name]])),
      ConditionExpression: '#expiry <= :now',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
    })
    return true
  } catch (error) {
    const meanwhile = ['ConditionalCheckFailedException', 'ResourceNotFoundException']
    if (meanwhile.includes(refusalOf(error) ?? '')) return false
    throw error
  }
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
