/** Copying is the agent's own act. A frame may write to the clipboard only if the desktop around it allows it. */

/** Answers whether it was copied. Nothing of the text is kept here. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
