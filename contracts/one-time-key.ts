/** The schemas of one-time keys (`key-format.ts`) and of the visitor secret. */
import * as z from 'zod/mini'

/**
 * The schema of a key in a request. It accepts any string, because every string that is not a live key must get the
 * same `not-available`. The response therefore does not reveal how close a guess was.
 */
export const KeyField = z.string()

/**
 * The secret that the visitor's page generates and keeps. The service stores only its SHA-256, computed over the
 * characters.
 */
export const VisitorSecret = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/))
  .brand<'VisitorSecret'>()
export type VisitorSecret = z.infer<typeof VisitorSecret>
