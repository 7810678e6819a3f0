/** Copies an answer when the agent asks for it. A frame may write to the clipboard only if the embedding page allows it. */

/** Resolves to true if the text was copied. Does not keep the text. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
