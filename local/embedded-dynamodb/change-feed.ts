import type { Item } from './attribute-value.ts'

/**
 * One item that a committed write created, changed or removed. As in a stream's event, items are in the wire format,
 * with binary values as base64.
 */
export interface Change {
  readonly table: string
  readonly oldItem?: Item
  readonly newItem?: Item
}

export type ChangeListener = (change: Change) => void

/** A replacement for DynamoDB streams. It publishes each change after its commit, in the order of the commits. */
export interface ChangeFeed {
  /**
   * Adds a listener. Returns a function that removes the listener. An error that a listener throws is not caught and
   * ends the process.
   */
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
