/** Bounds on what is done at once, and on how long it is waited for. */

/** Does the work for each item, for at most `limit` of them at once. Rejects with the first failure, after all have been tried. */
export const forEachAtMost = async <Item>(
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

/** Does the work for each page in turn. Rejects with the first failure, after all pages have been tried. */
export const forEachPage = async <Page>(
  pages: AsyncIterable<Page>,
  work: (page: Page) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = []
  for await (const page of pages) await work(page).catch((failure: unknown) => failures.push(failure))
  if (failures.length > 0) throw failures[0]
}

/** Does work when its turn comes. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>

/** Lets at most `limit` go on at once; the others wait in a line. */
export const turns = (limit: number): InTurn => {
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

/** So many milliseconds from now the signal is aborted. */
export type Deadline = (milliseconds: number) => AbortSignal

export const late = Symbol('late')

/** What the work resolves to, or `late` when the deadline passes first. The work itself is not stopped. */
export const unlessLate = async <Value>(work: Promise<Value>, deadline: AbortSignal): Promise<Value | typeof late> => {
  if (deadline.aborted) {
    work.catch(() => {})
    return late
  }
  return await new Promise((resolve, reject) => {
    const onAbort = () => resolve(late)
    deadline.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', onAbort))
  })
}
