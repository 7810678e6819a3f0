import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SiteId } from '../../contracts/identifiers.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { AuditTable } from './table-records.ts'

export interface ExportSettings {
  /** True if the result is printed as JSON. */
  readonly json: boolean
  readonly from:
    | { readonly bucket: string; readonly region?: string | undefined }
    | { readonly folder: string }
    | AuditTable
  readonly to: string
  readonly site?: string | undefined
}

export const usage = `Usage: npm run audit:export -- --bucket <archive bucket> --to <folder> [options]
       npm run audit:export -- --table <audit table> --to <folder> [options]

Copies the audit log into a folder, for an auditor or for safekeeping. npm run audit:verify -- <folder> checks the copy.

  --bucket     the archive of a deployment: everything that was exported, and its checkpoints. Its lock prevents changes
  --folder     another copy of an archive, such as .local/archive of npm start
  --table      the audit table itself, as it is now; without checkpoints, which only the bucket holds
  --region     the Region of the bucket or the table, if the environment does not name it
  --endpoint   the table's endpoint, if it is not on AWS

  --to         the folder to write; it must not hold an export yet
  --site       copy the records and checkpoints of one site only; verify the copy with the same --site

  --json       print JSON instead of text; call it with npm run --silent, so that nothing else is printed
  --help       print this text

AWS credentials come from the environment.

Exit codes: 0 the log was copied, 2 it could not be copied or the command line is wrong.`

const options = {
  json: { type: 'boolean', default: false },
  bucket: { type: 'string' },
  folder: { type: 'string' },
  table: { type: 'string' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  to: { type: 'string' },
  site: { type: 'string' },
} as const

/**
 * Parses the command line.
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[]): ExportSettings => {
  const { json, bucket, folder, table, region, endpoint, to, site } = parseCommandLine(args, options).values
  const sources = [
    ...(bucket === undefined ? [] : [{ bucket, region }]),
    ...(folder === undefined ? [] : [{ folder }]),
    ...(table === undefined ? [] : [{ table, endpoint, region }]),
  ]
  const [from, ...more] = sources
  if (from === undefined || more.length > 0)
    throw new UsageFailure('Specify one of --bucket, --folder and --table; --help shows the usage.')
  if (to === undefined) throw new UsageFailure('Specify the folder to write to: --to <folder>.')
  if (['audit', 'checkpoints'].some((part) => existsSync(join(to, part))))
    throw new UsageFailure(`${to} already contains an export: specify another folder.`)
  if (folder !== undefined && !existsSync(join(folder, 'audit')))
    throw new UsageFailure(`The folder ${folder} is not an audit archive: it has no audit/.`)
  if (site !== undefined && site !== '-' && !SiteId.safeParse(site).success)
    throw new UsageFailure(`--site is ${site}, which is not a valid site id.`)
  return { json, from, to, site }
}
