import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SiteId } from '../../contracts/identifiers.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { AuditTable } from './table-records.ts'

export interface Settings {
  readonly source: { readonly folder: string } | AuditTable
  /** The folder that `checkpoints/` lies in. None where the chains are to be checked by themselves. */
  readonly checkpointsFolder?: string | undefined
  readonly site?: string | undefined
  readonly firstCheckpoint: number
  /** The hash of one that must be among them. */
  readonly knownCheckpoint?: string | undefined
}

export const usage = `npm run audit:verify -- <folder>
npm run audit:verify -- --table sealform-production-audit [--checkpoints <folder>]

Checks the audit log, record by record and chain by chain, and names what is wrong with it: a record that was changed,
removed, inserted, replaced or reordered, a chain that was cut off at its end, a conversation that is missing as a whole.
It prints ids and hashes, never what anybody typed, and needs nothing but what it checks.

  <folder>              an export, as it lies in the archive bucket: audit/ and checkpoints/. A local run keeps one in
                        .local/archive; npm run audit:export makes one of a bucket or a table
  --table               the audit table itself, with AWS credentials of the surroundings
  --endpoint            of the table, where it is not that of AWS: a local run prints one. Any credentials will do
  --region              of the table
  --checkpoints         a folder with checkpoints/ to hold it against, if not <folder>
  --no-checkpoints      check each chain of <folder> by itself: that one was cut off or removed as a whole is not found

  --site                look at one site's chains only; - is what belongs to no known site
  --first-checkpoint    the number of the first checkpoint that is not past its retention; 1 unless told
  --known-checkpoint    the hash of a checkpoint that somebody wrote down: it must be among them

Exit code 0 when the log is whole, 1 when it is not, 2 when it could not be checked.`

const options = {
  help: { type: 'boolean', default: false },
  table: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  checkpoints: { type: 'string' },
  'no-checkpoints': { type: 'boolean', default: false },
  site: { type: 'string' },
  'first-checkpoint': { type: 'string', default: '1' },
  'known-checkpoint': { type: 'string' },
} as const

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (failure) {
    const [sentence = ''] = failure instanceof Error ? failure.message.split('. ') : []
    throw new UsageFailure(sentence.replace(/\.?$/, '.'))
  }
}

const folderWith = (folder: string, ...parts: readonly string[]): string => {
  if (parts.some((part) => existsSync(join(folder, part)))) return folder
  throw new UsageFailure(`There is no ${parts.join(' and no ')} in ${folder}.`)
}

/** @throws {UsageFailure} with one sentence. Answers `help` when that is all that is wanted. */
export const settingsOf = (args: readonly string[]): Settings | 'help' => {
  const { values, positionals } = valuesOf(args)
  if (values.help) return 'help'
  const [folder, ...more] = positionals
  const { table, endpoint, region, checkpoints, site, 'known-checkpoint': knownCheckpoint } = values
  if (more.length > 0 || (folder === undefined) === (table === undefined))
    throw new UsageFailure('Name one folder, or a table: --help tells more.')
  if (site !== undefined && site !== '-' && !SiteId.safeParse(site).success)
    throw new UsageFailure(`--site is ${site}, which is no id of a site.`)
  if (knownCheckpoint !== undefined && !/^[0-9a-f]{64}$/.test(knownCheckpoint))
    throw new UsageFailure('--known-checkpoint is no hash: 64 digits of 0–9 and a–f.')
  const firstCheckpoint = Number(values['first-checkpoint'])
  if (!Number.isSafeInteger(firstCheckpoint) || firstCheckpoint < 1)
    throw new UsageFailure(`--first-checkpoint is ${values['first-checkpoint']}, but it is a number from 1 on.`)
  const withoutCheckpoints = values['no-checkpoints']
  if (withoutCheckpoints && (checkpoints !== undefined || knownCheckpoint !== undefined || firstCheckpoint > 1))
    throw new UsageFailure('--no-checkpoints and another option about checkpoints contradict each other.')
  const rest = { site, firstCheckpoint, knownCheckpoint }
  if (table !== undefined) {
    const checkpointsFolder = checkpoints === undefined ? undefined : folderWith(checkpoints, 'checkpoints')
    return { source: { table, endpoint, region }, checkpointsFolder, ...rest }
  }
  const source = { folder: folderWith(folder ?? '', 'audit', 'checkpoints') }
  return { source, checkpointsFolder: withoutCheckpoints ? undefined : (checkpoints ?? source.folder), ...rest }
}
