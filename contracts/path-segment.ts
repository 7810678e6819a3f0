/** A text as one segment of a path: all but the unreserved characters of RFC 3986, section 2.3, is percent-encoded. */
export const encodePathSegment = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The text of a segment, decoded once if it holds a `%`: whoever forwards a request may have decoded it already, and no id of the
 * contract holds one. Nothing for a malformed encoding.
 */
export const decodePathSegment = (segment: string): string | undefined => {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
