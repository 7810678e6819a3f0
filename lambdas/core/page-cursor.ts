/** The cursor of a list. It is opaque to the caller, and valid only for one list of one site. */
import * as z from 'zod/mini'
import { decodeBase64url } from '../../contracts/base64url.ts'
import { done, type Outcome, refused } from './outcome.ts'

const Cursor = z.tuple([z.string(), z.string()])

/** Makes a cursor. `list` names the list with its site, such as `acme list-templates`. */
export const makeCursor = (list: string, after: string): string =>
  Buffer.from(JSON.stringify([list, after])).toString('base64url')

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64url(text)))
  } catch {
    return undefined
  }
}

/**
 * Returns the id after which the page starts, or nothing without a cursor. Refuses a cursor that was issued for another
 * list.
 */
export const readCursor = <Id>(
  list: string,
  cursor: string | undefined,
  id: z.ZodMiniType<Id>,
): Outcome<Id | undefined> => {
  if (cursor === undefined) return done(undefined)
  const content = Cursor.safeParse(parsed(cursor))
  const after = content.success && content.data[0] === list ? id.safeParse(content.data[1]) : undefined
  return after?.success === true
    ? done(after.data)
    : refused('not-valid', { errors: [{ field: 'cursor', code: 'bad-format' }] })
}
