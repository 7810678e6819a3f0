/**
 * Parses a URL. Returns undefined if the text is not a URL. Used instead of `URL.parse`, which the oldest supported
 * browsers lack.
 */
export const parseUrl = (text: string): URL | undefined => {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
