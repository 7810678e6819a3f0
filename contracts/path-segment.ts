/**
 * Encodes a text as one path segment. Percent-encodes all characters except the unreserved characters of RFC 3986,
 * section 2.3.
 */
export const encodePathSegment = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * Decodes a segment once if it contains a `%`. A segment that a proxy has already decoded contains no `%`, because no
 * id of the contract contains one. Returns undefined for a malformed encoding.
 */
export const decodePathSegment = (segment: string): string | undefined => {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
