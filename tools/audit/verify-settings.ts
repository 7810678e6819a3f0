import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SiteId } from '../../contracts/identifiers.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { AuditTable } from './table-records.ts'

/** The log to check, and the checkpoints to check it against. */
export interface LogToVerify {
  readonly source: { readonly folder: string } | AuditTable
  /** The folder that contains `checkpoints/`. If absent, each chain is checked without checkpoints. */
  readonly checkpointsFolder?: string | undefined
  readonly site?: string | undefined
  readonly firstCheckpoint: number
  /** The hash of a checkpoint that must be in `checkpointsFolder`. */
  readonly knownCheckpoint?: string | undefined
}

export interface Settings extends LogToVerify {
  /** True if the verdict is printed as JSON. */
  readonly json: boolean
}

export const usage = `Usage: npm run audit:verify -- <folder> [options]
       npm run audit:verify -- --table <audit table> [--checkpoints <folder>] [options]

Checks the audit log, record by record and chain by chain, and lists its flaws: a record that was changed,
removed, inserted, replaced or reordered, a chain that was cut off at its end, a conversation that is missing
completely. It prints only ids and hashes, never an answer, and reads only the log.

  <folder>              an export in the layout of the archive bucket: audit/ and checkpoints/. npm start writes one to
                        .local/archive; npm run audit:export copies one from a bucket or a table
  --table               the audit table itself, read with the AWS credentials of the environment
  --endpoint            the table's endpoint, if it is not on AWS: npm start prints one, and takes any credentials
  --region              the table's Region
  --checkpoints         the folder whose checkpoints/ the log is checked against, if not <folder>
  --no-checkpoints      check each chain of <folder> on its own; this finds no chain that was cut off or removed

  --site                check the chains of one site only; - stands for records that belong to no known site
  --first-checkpoint    the number of the first checkpoint that is not past its retention (default: 1)
  --known-checkpoint    the hash of a checkpoint that you stored elsewhere: it must be among the checkpoints

  --json                print JSON instead of text; call it with npm run --silent, so that nothing else is printed
  --help                print this text

Exit codes: 0 the log is intact, 1 it is not, 2 it could not be checked or the command line is wrong.`

const options = {
  json: { type: 'boolean', default: false },
  table: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  checkpoints: { type: 'string' },
  'no-checkpoints': { type: 'boolean', default: false },
  site: { type: 'string' },
  'first-checkpoint': { type: 'string', default: '1' },
  'known-checkpoint': { type: 'string' },
} as const

/**
 * Returns the folder.
 * @throws {UsageFailure} unless it exists and contains at least one of these parts of an archive
 */
const folderWith = (folder: string, ...parts: readonly string[]): string => {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
  if (isFolder === undefined) throw new UsageFailure(`The folder ${folder} does not exist.`)
  if (!isFolder) throw new UsageFailure(`${folder} is a file, but an audit archive is a folder.`)
  if (parts.some((part) => existsSync(join(folder, part)))) return folder
  throw new UsageFailure(
    `The folder ${folder} is not an audit archive: it has no ${parts.map((part) => `${part}/`).join(' and no ')}.`,
  )
}

const exactlyOneSource = (folder: string | undefined, table: string | undefined): void => {
  if (folder === undefined && table === undefined)
    throw new UsageFailure(
      'Specify the folder of an audit archive, or a table with --table: npm run audit:verify -- .local/archive',
    )
  if (folder !== undefined && table !== undefined) throw new UsageFailure('Specify a folder or --table, not both.')
}

/**
 * Parses the command line.
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[]): Settings => {
  const {
    values,
    positionals: [folder],
  } = parseCommandLine(args, options, 1)
  const { json, table, endpoint, region, checkpoints, site, 'known-checkpoint': knownCheckpoint } = values
  exactlyOneSource(folder, table)
  if (site !== undefined && site !== '-' && !SiteId.safeParse(site).success)
    throw new UsageFailure(`--site is ${site}, which is not a valid site id.`)
  if (knownCheckpoint !== undefined && !/^[0-9a-f]{64}$/.test(knownCheckpoint))
    throw new UsageFailure('--known-checkpoint must be a hash: 64 characters 0–9 and a–f.')
  const firstCheckpoint = Number(values['first-checkpoint'])
  if (!Number.isSafeInteger(firstCheckpoint) || firstCheckpoint < 1)
    throw new UsageFailure(
      `--first-checkpoint is ${values['first-checkpoint']}, but must be a whole number of at least 1.`,
    )
  const withoutCheckpoints = values['no-checkpoints']
  if (withoutCheckpoints && (checkpoints !== undefined || knownCheckpoint !== undefined || firstCheckpoint > 1))
    throw new UsageFailure('--no-checkpoints cannot be combined with other options about checkpoints.')
  const rest = { json, site, firstCheckpoint, knownCheckpoint }
  const checkpointsFolder = checkpoints === undefined ? undefined : folderWith(checkpoints, 'checkpoints')
  if (table !== undefined) {
    return { source: { table, endpoint, region }, checkpointsFolder, ...rest }
  }
  const source = { folder: folderWith(folder ?? '', 'audit', 'checkpoints') }
  return { source, checkpointsFolder: withoutCheckpoints ? undefined : (checkpointsFolder ?? source.folder), ...rest }
}
