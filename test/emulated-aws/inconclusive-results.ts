/** What a run of the deployed tests found that it does not show, on its way to whoever started it. */
import { writeFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** The variable of the environment that names the file. */
export const inconclusiveResultsFile = 'NOT_SHOWN_FILE'

export const InconclusiveResults = z.object({
  /** Sentences that are true of AWS. */
  pretended: z.array(z.string()),
  tests: z.array(z.object({ test: z.string(), because: z.string() })),
})
export type InconclusiveResults = z.infer<typeof InconclusiveResults>

/** Where nobody asks, as when the tests are run by vitest itself, nothing is written. */
export function writeInconclusiveResults(
  notShown: InconclusiveResults,
  file = process.env[inconclusiveResultsFile],
): void {
  if (file !== undefined) writeFileSync(file, JSON.stringify(notShown))
}
