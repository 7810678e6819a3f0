/** Returns undefined if the text is not a URL. Replaces `URL.parse`, which the oldest supported browsers lack. */
export const parseUrl = (text: string): URL | undefined => {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
