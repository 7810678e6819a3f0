import type { Item } from './wire.ts'

/** One item that a committed write made, changed or removed; items as on the wire (binary as base64), like in a stream's event. */
export interface Change {
  readonly table: string
  readonly oldItem?: Item
  readonly newItem?: Item
}

export type ChangeListener = (change: Change) => void

/** The stand-in for DynamoDB streams: told of each change after its commit, in the order of the commits. */
export interface ChangeFeed {
  /** Returns the way to stop listening. What a listener throws is nobody's to catch: it ends as an uncaught exception. */
  onWrite(table: string, listener: ChangeListener): () => void
  publish(changes: readonly Change[]): void
}

export const createChangeFeed = (): ChangeFeed => {
  const listeners = new Set<{ readonly table: string; readonly listener: ChangeListener }>()

  return {
    onWrite: (table, listener) => {
      const entry = { table, listener }
      listeners.add(entry)
      return () => {
        listeners.delete(entry)
      }
    },
    publish: (changes) => {
      for (const change of changes)
        for (const { table, listener } of listeners) if (table === change.table) queueMicrotask(() => listener(change))
    },
  }
}
