import type { SkippedFile } from './test-files.ts'
import type { Counts } from './vitest-run.ts'

/** Says by name what did not run here, under one heading, and nothing when all of it ran. */
export function printSkipped(heading: string, leftOut: readonly SkippedFile[]) {
  if (leftOut.length === 0) return
  console.log(`\n${heading}`)
  for (const { file, why } of leftOut) console.log(`  ${file}: ${why}`)
}

/** The last line of a run, alone on its line for whoever reads it by machine, and the exit code that agrees with it. */
export function printSummary({ passed, failed, skipped }: Counts) {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}
