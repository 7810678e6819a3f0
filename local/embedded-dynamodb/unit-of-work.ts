import { isDeepStrictEqual } from 'node:util'
import type { Change } from './change-feed.ts'
import type { Database, Write } from './database.ts'
import type { Store } from './dynalite-contract.ts'
import { createStoreView } from './store-view.ts'
import type { Item } from './wire.ts'

/** Writes that were worked out and not yet made. Made together, in one batch, or dropped. */
export interface UnitOfWork {
  /** For one action of dynalite. */
  readonly store: Store
  readonly writes: readonly Write[]
  readonly changes: readonly Change[]
  /** Where the items lie that the action looked at. */
  readonly itemKeys: readonly string[]
  /** The item as it was before: of an action on one item. */
  existing(): Item | undefined
}

export const createUnitOfWork = (database: Database): UnitOfWork => {
  const writes: Write[] = []
  const changes: Change[] = []
  const seen = new Map<string, Item | undefined>()

  const store = createStoreView(database, {
    recorder: {
      read: (key, item) => seen.set(key, item),
      write: (write) => writes.push(write),
      writeItem: (table, key, newItem) => {
        writes.push(newItem === undefined ? { type: 'del', key } : { type: 'put', key, value: newItem })
        const change = changeOf(table, seen.get(key), newItem)
        if (change) changes.push(change)
      },
    },
  })

  return {
    store,
    writes,
    changes,
    get itemKeys() {
      return [...seen.keys()]
    },
    existing: () => seen.values().next().value,
  }
}

/** As in a DynamoDB stream, a write that leaves everything as it was is no change. */
const changeOf = (table: string, oldItem: Item | undefined, newItem: Item | undefined): Change | undefined =>
  isDeepStrictEqual(plain(oldItem), plain(newItem))
    ? undefined
    : { table, ...(oldItem && { oldItem }), ...(newItem && { newItem }) }

/** dynalite makes some objects without a prototype, which counts as a difference. */
const plain = (item: Item | undefined): unknown => item && JSON.parse(JSON.stringify(item))
