import * as z from 'zod/mini'

/** Absent, null or empty on the last page. */
export const pageToken = z.nullish(z.string())

/** Reads every page of a list. `next` of a page is the token with which the following one is read. */
export const allPages = async <Item>(
  page: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly Item[]; readonly next?: string | null | undefined }>,
): Promise<readonly Item[]> => {
  const all: Item[] = []
  let token: string | undefined
  do {
    const { items, next } = await page(token)
    all.push(...items)
    token = next || undefined
  } while (token !== undefined)
  return all
}
