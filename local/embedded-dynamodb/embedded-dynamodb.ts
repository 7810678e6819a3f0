import type { Clock } from '../../lambdas/core/clock.ts'
import { type ChangeListener, createChangeFeed } from './change-feed.ts'
import { openDatabase } from './database.ts'
import { reads, writes } from './dynalite-operations.ts'
import { createExpirySweep, sweepEvery } from './expiry-sweep.ts'
import { startHttpServer } from './http-server.ts'
import { readItems } from './item-reads.ts'
import { writeItems } from './item-writes.ts'
import { createRequestTokens } from './request-tokens.ts'
import { createTableAdministration } from './table-administration.ts'
import { transactGetItems } from './transact-get-items.ts'
import { transactWriteItems } from './transact-write-items.ts'
import { createWriter, type FaultPoint } from './writer.ts'

/** A DynamoDB for one machine, which the local run and the tests use instead of AWS. */
export interface EmbeddedDynamoDb {
  /**
   * The URL for the SDK's `endpoint` setting. The server listens on the loopback interface only, and accepts any
   * credentials and Region.
   */
  readonly endpoint: string
  /**
   * Calls the listener for every change of the table after its commit, in the order of the commits. Returns a function
   * that removes the listener.
   */
  onWrite(table: string, listener: ChangeListener): () => void
  /**
   * Deletes the rows that have expired at this time from all tables with a TTL attribute. Returns the number of deleted
   * rows.
   */
  sweep(nowSeconds: number): Promise<number>
  /** Finishes pending requests, then releases the port and the folder. Idempotent. */
  close(): Promise<void>
}

export interface EmbeddedDynamoDbOptions {
  /**
   * The folder for the data. It is created if it is missing. No other process may use it. Without a folder, all data is
   * in memory and is lost at the end.
   */
  readonly dataFolder?: string
  /** The port; 0 means any free port. */
  readonly port?: number
  /**
   * The clock. It determines how long a `ClientRequestToken` is remembered, and when a row has expired for the regular
   * sweep.
   */
  readonly clock?: Clock
  /** The interval of the regular sweep. With 0, only `sweep` deletes rows. */
  readonly sweepEverySeconds?: number
  /** A callback at each fault point, for tests that crash in the middle of a write. */
  readonly faultPoint?: (point: FaultPoint) => void
}

/**
 * Starts the server.
 * @throws {Error} with one sentence for a person if the data folder is in use by another process, damaged or not
 * writable
 */
export const startEmbeddedDynamoDb = async ({
  dataFolder,
  port = 0,
  clock = { now: Date.now },
  sweepEverySeconds = 0,
  faultPoint,
}: EmbeddedDynamoDbOptions = {}): Promise<EmbeddedDynamoDb> => {
  const database = await openDatabase(dataFolder)
  const feed = createChangeFeed()
  const writer = createWriter(database, feed, faultPoint)
  const tokens = createRequestTokens(database, clock)
  const tables = createTableAdministration({ database, writer })
  const deleteItem = writeItems(writes.DeleteItem, { database, writer })

  const operations = new Map([
    ['BatchGetItem', readItems(reads.BatchGetItem, database)],
    ['BatchWriteItem', writeItems(writes.BatchWriteItem, { database, writer })],
    ['CreateTable', tables.createTable],
    ['DeleteItem', deleteItem],
    ['DeleteTable', tables.deleteTable],
    ['DescribeContinuousBackups', tables.describeContinuousBackups],
    ['DescribeTable', readItems(reads.DescribeTable, database)],
    ['DescribeTimeToLive', tables.describeTimeToLive],
    ['GetItem', readItems(reads.GetItem, database)],
    ['ListTables', readItems(reads.ListTables, database)],
    ['PutItem', writeItems(writes.PutItem, { database, writer })],
    ['Query', readItems(reads.Query, database)],
    ['Scan', readItems(reads.Scan, database)],
    ['TransactGetItems', transactGetItems(database)],
    ['TransactWriteItems', transactWriteItems({ database, writer, tokens })],
    ['UpdateContinuousBackups', tables.updateContinuousBackups],
    ['UpdateItem', writeItems(writes.UpdateItem, { database, writer })],
    ['UpdateTimeToLive', tables.updateTimeToLive],
  ])

  const sweep = createExpirySweep({ database, expiringTables: tables.expiringTables, deleteItem })
  const front = await startHttpServer(operations, port).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const stopSweeping = sweepEvery(sweepEverySeconds, () => sweep(Math.floor(clock.now() / 1000)))

  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await stopSweeping()
    await front.close()
    await writer.idle()
    await database.close()
  }

  return {
    endpoint: front.endpoint,
    onWrite: feed.onWrite,
    sweep,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
