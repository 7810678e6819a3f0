/** Asks a yes-or-no question on the terminal. */
import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'

export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: Writable & { readonly isTTY?: boolean }
}

/** Asks a question. Resolves to true only for `y` and `yes`. Any other input, or the end of the input, means no. */
export type Ask = (question: string) => Promise<boolean>

/**
 * Returns a function that asks on the terminal, or `undefined` if no one can answer, because the input or output is not
 * a terminal.
 */
export const askOn = ({ input, output }: Terminal): Ask | undefined => {
  if (input.isTTY !== true || output.isTTY !== true) return undefined
  return async (question) => {
    const lines = createInterface({ input, output })
    try {
      const answer = await Promise.race([
        lines.question(`${question} (y/N) `),
        new Promise<string>((resolve) => lines.once('close', () => resolve(''))),
      ])
      return /^y(es)?$/i.test(answer.trim())
    } finally {
      lines.close()
    }
  }
}
