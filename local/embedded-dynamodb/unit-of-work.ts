import { isDeepStrictEqual } from 'node:util'
import type { Change } from './change-feed.ts'
import type { Database, Write } from './database.ts'
import type { Store } from './dynalite-contract.ts'
import { createStoreView } from './store-view.ts'
import type { Item } from './wire.ts'

/** Writes that are computed but not yet committed. They are committed together, in one batch, or dropped. */
export interface UnitOfWork {
  /** The store for one dynalite action. */
  readonly store: Store
  readonly writes: readonly Write[]
  readonly changes: readonly Change[]
  /** The keys of the items that the action has read. */
  readonly itemKeys: readonly string[]
  /** Returns the item as it was before the write, for an action on a single item. */
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

/**
 * Returns the change that a write made to an item, or `undefined` if the write left the item unchanged. A DynamoDB
 * stream omits such writes as well.
 */
const changeOf = (table: string, oldItem: Item | undefined, newItem: Item | undefined): Change | undefined =>
  isDeepStrictEqual(plain(oldItem), plain(newItem))
    ? undefined
    : { table, ...(oldItem && { oldItem }), ...(newItem && { newItem }) }

/**
 * Copies the item into plain objects. dynalite creates some objects without a prototype, which a comparison would count
 * as a difference.
 */
const plain = (item: Item | undefined): unknown => item && JSON.parse(JSON.stringify(item))
