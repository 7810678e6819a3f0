/** Limits on concurrency and on waiting time. */

/** Runs the work for each item, at most `limit` at a time. Tries all items, then rejects with the first failure. */
export const forEachConcurrently = async <Item>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = []
  const remaining = items.values()
  const worker = async () => {
    for (const item of remaining) await work(item).catch((failure: unknown) => failures.push(failure))
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
}

/** Runs the work for each page, one after another. Tries all pages, then rejects with the first failure. */
export const forEachPage = async <Page>(
  pages: AsyncIterable<Page>,
  work: (page: Page) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = []
  for await (const page of pages) await work(page).catch((failure: unknown) => failures.push(failure))
  if (failures.length > 0) throw failures[0]
}

/** Runs the work as soon as a slot is free. */
export type RunLimited = <Value>(work: () => Promise<Value>) => Promise<Value>

/** Returns a function that runs at most `limit` pieces of work at a time and queues the others. */
export const limitConcurrency = (limit: number): RunLimited => {
  let free = limit
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}

/** Returns a signal that aborts after this many milliseconds. */
export type Deadline = (milliseconds: number) => AbortSignal

export const timedOut = Symbol('timed out')

/** Returns the result of the work, or `timedOut` if the deadline passes first. Does not stop the work. */
export const withinDeadline = async <Value>(
  work: Promise<Value>,
  deadline: AbortSignal,
): Promise<Value | typeof timedOut> => {
  if (deadline.aborted) {
    work.catch(() => {})
    return timedOut
  }
  return await new Promise((resolve, reject) => {
    const onAbort = () => resolve(timedOut)
    deadline.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', onAbort))
  })
}
