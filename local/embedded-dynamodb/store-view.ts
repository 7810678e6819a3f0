import { Readable } from 'node:stream'
import type { Database, Snapshot, Write } from './database.ts'
import type { Callback, Collection, Range, Store } from './dynalite-contract.ts'
import { keySpace, prefixRange } from './key-space.ts'
import { type Item, resourceNotFound, type TableDescription } from './wire.ts'

/** Records what an action does to its view of the store. */
export interface Recorder {
  read(key: string, item: Item | undefined): void
  write(write: Write): void
  writeItem(table: string, key: string, item: Item | undefined): void
}

const options = { maxItemSize: 400 * 1024, createTableMs: 0, deleteTableMs: 0 }

/**
 * The database in the form that dynalite's actions need. Reads use the snapshot if there is one. Writes go only to the
 * recorder, so an action can be tried without effect. Reads of a single item are synchronous, so an error that an
 * action throws reaches its caller. (LevelDB returns an item from memory in microseconds.)
 */
export const createStoreView = (
  database: Database,
  { snapshot, recorder }: { snapshot?: Snapshot; recorder: Recorder },
): Store => {
  const collection = <Value>(prefix: string): Collection<Value> => ({
    lock: (_key, run) => run((held) => held), // No lock is needed here, because the writer runs one write at a time.
    get: (key, callback) => callback(null, database.getSync<string, Value>(prefix + key, { snapshot })),
    put: (key, value, callback) => {
      recorder.write({ type: 'put', key: prefix + key, value })
      callback()
    },
    del: (key, callback) => {
      recorder.write({ type: 'del', key: prefix + key })
      callback()
    },
    createKeyStream: (range = {}) =>
      Readable.from(withoutPrefix(prefix, database.keys({ ...prefixedRange(prefix, range), snapshot }))),
    createValueStream: (range = {}) => Readable.from(database.values({ ...prefixedRange(prefix, range), snapshot })),
  })

  const items = (table: string): Collection<Item> => {
    const prefix = keySpace.items(table)
    const rows = collection<Item>(prefix)
    return {
      ...rows,
      get: (key, callback) =>
        rows.get(key, (error, item) => {
          recorder.read(prefix + key, item)
          callback(error, item)
        }),
      put: (key, item, callback) => {
        recorder.writeItem(table, prefix + key, item)
        callback()
      },
      del: (key, callback) => {
        recorder.writeItem(table, prefix + key, undefined)
        callback()
      },
    }
  }

  const clear = (prefix: string, callback: Callback): void => {
    database
      .keys(prefixRange(prefix))
      .all()
      .then((keys) => {
        for (const key of keys) recorder.write({ type: 'del', key })
      })
      .then(() => callback(), callback)
  }

  const tables = collection<TableDescription>(keySpace.tables)

  return {
    options,
    tableDb: { ...tables, awsAccountId: '000000000000', awsRegion: 'us-east-1' },
    getTable: (name, checkStatus, callback) => {
      const answer = typeof checkStatus === 'function' ? checkStatus : callback
      const details = checkStatus === false ? `: Table: ${name} not found` : ''
      tables.get(name, (_error, table) =>
        table === undefined
          ? answer?.(resourceNotFound(`Requested resource not found${details}`))
          : answer?.(null, table),
      )
    },
    getItemDb: items,
    getIndexDb: (kind, table, index) => collection<Item>(keySpace.index(kind, table, index)),
    deleteItemDb: (table, callback) => clear(keySpace.items(table), callback),
    deleteIndexDb: (kind, table, index, callback) => clear(keySpace.index(kind, table, index), callback),
    deleteTagDb: (table, callback) => clear(keySpace.tags(table), callback),
  }
}

async function* withoutPrefix(prefix: string, keys: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const key of keys) yield key.slice(prefix.length)
}

const prefixedRange = (prefix: string, { gt, gte, lt, lte, limit, reverse }: Range) => ({
  ...(gt !== undefined ? { gt: prefix + gt } : { gte: prefix + (gte ?? '') }),
  ...(lte !== undefined ? { lte: prefix + lte } : { lt: lt === undefined ? prefixRange(prefix).lt : prefix + lt }),
  limit: limit ?? -1,
  reverse: reverse ?? false,
})
