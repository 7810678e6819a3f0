import type { Database } from './database.ts'
import type { Store } from './dynalite-contract.ts'
import { type DynaliteOperation, execute, validate } from './dynalite-operations.ts'
import { createStoreView } from './store-view.ts'
import type { Reply, Request } from './wire.ts'

/** Runs any read operation on the state between two commits, regardless of concurrent writes. */
export const readItems =
  (operation: DynaliteOperation, database: Database) =>
  (request: Request): Promise<Reply> =>
    withSnapshot(database, (store) => execute(operation, store, validate(operation, store, request)))

/** Calls the reader with a store that shows one snapshot, and with the keys of the items that it has read. */
export const withSnapshot = async <Value>(
  database: Database,
  read: (store: Store, itemKeys: readonly string[]) => Promise<Value>,
): Promise<Value> => {
  const snapshot = database.snapshot()
  const itemKeys: string[] = []
  const recorder = { read: (key: string) => itemKeys.push(key), write: refuse, writeItem: refuse }
  try {
    return await read(createStoreView(database, { snapshot, recorder }), itemKeys)
  } finally {
    await snapshot.close()
  }
}

const refuse = (): never => {
  throw new Error('A read attempted to write.')
}
