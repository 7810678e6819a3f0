/** Writes the report of a run to `proofs/`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import * as z from 'zod/mini'
import { isPackage, packageFolder, workFolder } from '../project-folders.ts'
import { redactAll } from './redact.ts'
import type { ProofReport } from './report.ts'

export interface ReportPlace {
  readonly date: Date
  readonly folder?: string
}

/**
 * Writes the report, and returns the file's path relative to the working directory. Nothing in the report identifies
 * the account.
 */
export const writeReport = (
  report: ProofReport,
  { date, folder = join(workFolder, 'proofs') }: ReportPlace,
): string => {
  const day = date.toISOString().slice(0, 10)
  const file = join(folder, `${day}-${report.region}.json`)
  const content = { date: day, version: version(), commit: commit(), ...report }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(redactAll(content), undefined, 2)}\n`)
  return relative('', file)
}

const version = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))).version

const commit = (): string => {
  if (isPackage) return 'unknown'
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: packageFolder, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
