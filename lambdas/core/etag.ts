/** Entity tags (RFC 9110, section 8.8.3), which identify the state of a resource that a caller has read. */
import { createHash } from 'node:crypto'

/** Returns the tag of a value. Equal values have the same tag, regardless of the order of their fields. */
export const etagOf = (value: unknown): string =>
  `"${createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('base64url')
    .slice(0, 22)}"`

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => [name, sorted(field)])
}

/**
 * True if an `If-Match` header matches (RFC 9110, section 13.1.1, strong comparison). Always true without the header.
 * `*` matches any existing resource. `current` is undefined if the resource does not exist. A malformed list of tags
 * never matches.
 */
export const etagMatches = (ifMatch: string | undefined, current: string | undefined): boolean => {
  if (ifMatch === undefined) return true
  if (current === undefined) return false
  return ifMatch.trim() === '*' || ifMatch.split(',').some((tag) => tag.trim() === current)
}
