import * as z from 'zod/mini'

/** The token for the next page. On the last page, it is absent, null or empty. */
export const pageToken = z.nullish(z.string())

/** Reads every page of a list. A page's `next` is the token for the following page. */
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
