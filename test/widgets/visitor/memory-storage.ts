/** A storage in memory. As in a browser, its items are its own enumerable properties. */
export const memoryStorage = (): Storage => {
  const items: Record<string, string> = {}
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value
    },
    removeItem: (key: string) => {
      delete items[key]
    },
    clear: () => {},
    key: (index: number) => Object.keys(items)[index] ?? null,
  }
  return new Proxy(
    { ...methods, length: 0 },
    {
      get: (target, name) => Reflect.get(target, name),
      ownKeys: () => Object.keys(items),
      getOwnPropertyDescriptor: (_, name) => ({ value: items[String(name)], enumerable: true, configurable: true }),
    },
  )
}

/** Replaces a method of the storage. */
export const replaceMethod = (storage: Storage, name: 'getItem' | 'setItem', value: () => null): Storage =>
  Object.defineProperty(storage, name, { value })
