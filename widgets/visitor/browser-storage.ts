/**
 * The browser's storage, without exceptions. A browser may offer no storage, refuse each access to it, be out of space, or drop
 * what it has accepted.
 */
export interface BrowserStorage {
  /** Returns undefined if there is no such item, or if the browser refuses to read it. */
  read(name: string): string | undefined
  /** Returns true if the browser has stored the text and returns it. */
  write(name: string, text: string): boolean
  remove(name: string): void
  /** Returns the names of all items. */
  names(): readonly string[]
}

/** Returns undefined instead of an exception. */
const attempt = <Value>(action: () => Value): Value | undefined => {
  try {
    return action()
  } catch {
    return undefined
  }
}

/** Wraps the storage that `find` returns, such as `localStorage`. Some browsers return null or throw. */
export const browserStorage = (find: () => Storage | null | undefined): BrowserStorage => {
  const storage = attempt(find) ?? undefined
  const read = (name: string) => attempt(() => storage?.getItem(name)) ?? undefined
  return {
    read,
    write: (name, text) => {
      attempt(() => storage?.setItem(name, text))
      return read(name) === text
    },
    remove: (name) => attempt(() => storage?.removeItem(name)),
    names: () => attempt(() => Object.keys(storage ?? {})) ?? [],
  }
}

const probeName = 'sealform/probe'

/** Returns true if the browser keeps what the page stores. Stores an item for this check, and removes it. */
export const canStore = (storage: BrowserStorage): boolean => {
  const isKept = storage.write(probeName, 'kept')
  storage.remove(probeName)
  return isKept
}
