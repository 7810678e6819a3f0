/** What the text is the address of, if it is one. `URL.parse` would say it, in browsers younger than the oldest that the pages serve. */
export const parseUrl = (text: string): URL | undefined => {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
