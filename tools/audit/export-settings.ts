import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SiteId } from '../../contracts/identifiers.ts'
import type { AuditTable } from './table-records.ts'
import { UsageFailure } from './usage-failure.ts'

export interface ExportSettings {
  readonly from:
    | { readonly bucket: string; readonly region?: string | undefined }
    | { readonly folder: string }
    | AuditTable
  readonly to: string
  readonly site?: string | undefined
}

export const exportUsage = `npm run audit:export -- --bucket <archive bucket> --to <folder>
npm run audit:export -- --table sealform-production-audit --to <folder>

Copies the audit log into a folder for somebody who checks or keeps it: npm run audit:verify -- <folder> takes it as it is.

  --bucket     the archive of a deployment: all that was exported, and its checkpoints. This is what nobody can have changed
  --folder     another copy of it, such as .local/archive of a local run
  --table      the audit table itself, as it is now; without checkpoints, which are in the bucket alone
  --region     of the bucket or the table, if the surroundings do not say
  --endpoint   of the table, where it is not that of AWS

  --to         the folder, which must not hold an export yet
  --site       copy one site's records and checkpoints only; verify it with the same --site

AWS credentials come from the surroundings. Exit code 0 when all was copied, 2 when not.`

const options = {
  help: { type: 'boolean', default: false },
  bucket: { type: 'string' },
  folder: { type: 'string' },
  table: { type: 'string' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  to: { type: 'string' },
  site: { type: 'string' },
} as const

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (failure) {
    const [sentence = ''] = failure instanceof Error ? failure.message.split('. ') : []
    throw new UsageFailure(sentence.replace(/\.?$/, '.'))
  }
}

/** @throws {UsageFailure} with one sentence. Answers `help` when that is all that is wanted. */
export const exportSettingsOf = (args: readonly string[]): ExportSettings | 'help' => {
  const values = valuesOf(args)
  if (values.help) return 'help'
  const { bucket, folder, table, region, endpoint, to, site } = values
  const sources = [
    ...(bucket === undefined ? [] : [{ bucket, region }]),
    ...(folder === undefined ? [] : [{ folder }]),
    ...(table === undefined ? [] : [{ table, endpoint, region }]),
  ]
  const [from, ...more] = sources
  if (from === undefined || more.length > 0)
    throw new UsageFailure('Name one of --bucket, --folder and --table: --help tells more.')
  if (to === undefined) throw new UsageFailure('Say where to copy it: --to <folder>.')
  if (['audit', 'checkpoints'].some((part) => existsSync(join(to, part))))
    throw new UsageFailure(`There is an export in ${to} already: name another folder.`)
  if (folder !== undefined && !existsSync(join(folder, 'audit')))
    throw new UsageFailure(`There is no audit in ${folder}.`)
  if (site !== undefined && site !== '-' && !SiteId.safeParse(site).success)
    throw new UsageFailure(`--site is ${site}, which is no id of a site.`)
  return { from, to, site }
}
