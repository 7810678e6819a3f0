import type { SkippedFile } from './test-files.ts'
import type { Counts } from './vitest-run.ts'

/** Lists the skipped files under a heading, or prints nothing if there are none. */
export function printSkipped(heading: string, leftOut: readonly SkippedFile[]) {
  if (leftOut.length === 0) return
  console.log(`\n${heading}`)
  for (const { file, why } of leftOut) console.log(`  ${file}: ${why}`)
}

/** Prints the counts as the last line of a run, for machines to read, and returns the matching exit code. */
export function printSummary({ passed, failed, skipped }: Counts): 0 | 1 {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0 ? 0 : 1
}
