import type { SkippedFile } from './test-files.ts'
import type { Counts } from './vitest-run.ts'

/** Says by name what did not run here, under one heading, and nothing when all of it ran. */
export function printSkipped(heading: string, leftOut: readonly SkippedFile[]) {
  if (leftOut.length === 0) return
  console.log(`\n${heading}`)
  for (const { file, why } of leftOut) console.log(`  ${file}: ${why}`)
}

/** Prints the last line of a run, alone on its line for a machine to read, and returns the exit code that agrees with it. */
export function printSummary({ passed, failed, skipped }: Counts): 0 | 1 {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0 ? 0 : 1
}
