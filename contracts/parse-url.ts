/**
 * Parses a URL, or returns undefined if the text is not one. Replaces `URL.parse`, which the oldest supported browsers
 * lack.
 */
export const parseUrl = (text: string): URL | undefined => {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
