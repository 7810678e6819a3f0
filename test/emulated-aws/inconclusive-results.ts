/** Passes the inconclusive results of the deployed tests to the process that started them. */
import { writeFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** The environment variable with the path of the file. */
export const inconclusiveResultsFile = 'NOT_SHOWN_FILE'

export const InconclusiveResults = z.object({
  /** Sentences that are true of AWS. */
  pretended: z.array(z.string()),
  tests: z.array(z.object({ test: z.string(), because: z.string() })),
})
export type InconclusiveResults = z.infer<typeof InconclusiveResults>

/** Writes nothing if the variable is unset, as when vitest runs the tests directly. */
export function writeInconclusiveResults(
  notShown: InconclusiveResults,
  file = process.env[inconclusiveResultsFile],
): void {
  if (file !== undefined) writeFileSync(file, JSON.stringify(notShown))
}
