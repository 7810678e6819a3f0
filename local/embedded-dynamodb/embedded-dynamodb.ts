import type { Clock } from '../../lambdas/core/clock.ts'
import { type ChangeListener, createChangeFeed } from './change-feed.ts'
import { type FaultPoint, openDatabase } from './database.ts'
import { createExpirySweep, sweepEvery } from './expiry-sweep.ts'
import { startHttpServer } from './http-server.ts'
import { type InProcessSettings, inProcessSettings } from './in-process-settings.ts'
import { itemReads } from './item-reads.ts'
import { itemWrites } from './item-writes.ts'
import { pages } from './pages.ts'
import { createRequestTokens } from './request-tokens.ts'
import { openTables } from './tables.ts'
import { transactWriteItems } from './transact-write-items.ts'

/** A DynamoDB for one machine, which the local run and the tests use instead of AWS. */
export interface EmbeddedDynamoDb {
  /**
   * The URL for the SDK's `endpoint` setting. The server listens on the loopback interface only, and accepts any
   * credentials and Region.
   */
  readonly endpoint: string
  /**
   * Settings for a client of the SDK in this process, in addition to the endpoint. With them, the client gets the same
   * replies without a network.
   */
  readonly inProcess: InProcessSettings
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
  const feed = createChangeFeed()
  const { database, tables, tokens } = openDatabase(dataFolder, {
    ...(faultPoint && { faultPoint }),
    read: (database) => ({
      database,
      tables: openTables(database, clock.now),
      tokens: createRequestTokens(database, clock),
    }),
  })
  const ports = { database, tables, feed }
  const operations = {
    ...tables.operations,
    ...itemReads(tables),
    ...pages(tables),
    ...itemWrites(ports),
    TransactWriteItems: transactWriteItems({ ...ports, tokens }),
  }
  const sweep = createExpirySweep(ports)
  const front = await startHttpServer(operations, port).catch((error: unknown) => {
    database.close()
    throw error
  })
  const stopSweeping = sweepEvery(sweepEverySeconds, () => sweep(Math.floor(clock.now() / 1000)))

  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await stopSweeping()
    await front.close()
    database.close()
  }

  return {
    endpoint: front.endpoint,
    inProcess: inProcessSettings(operations, front.endpoint),
    onWrite: feed.onWrite,
    sweep,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
