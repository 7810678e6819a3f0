/**
 * Checks the checkpoints in a folder. Each checkpoint is compared with the previous one, and its files are compared
 * with their hashes.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { ChainGrowth, Checkpoint, checkpointName } from '../../lambdas/audit/checkpoint.ts'
import { hashOfFields } from '../../lambdas/core/audit/audit-chain.ts'
import type { CheckpointFlaw, Findings } from './finding.ts'
import { readLines } from './read-lines.ts'
import type { SortedLog } from './sorted-log.ts'

export interface CheckpointSelection {
  /** The number of the first checkpoint to check. */
  readonly first: number
  /**
   * The id of the site, if the folder is an export of one site. Such an export does not contain every object, so only
   * this site's files are checked, and the objects are not.
   */
  readonly site?: string | undefined
}

export interface CheckpointSummary {
  readonly count: number
  readonly last?: Checkpoint
  readonly hashes: ReadonlySet<string>
}

interface VerificationLog {
  readonly log: SortedLog
  readonly findings: Findings
}

/** Reads the checkpoints in the folder one after the other, and adds their content to the log. */
export const readCheckpoints = (
  folder: string,
  { first, site }: CheckpointSelection,
  { log, findings }: VerificationLog,
): CheckpointSummary => {
  const numbers = globSync('checkpoints/*/*.json', { cwd: folder })
    .map((name) => Number(/(\d+)[.]json$/.exec(name)?.[1]))
    .filter((number) => number >= first)
    .sort((one, other) => one - other)
  const hashes = new Set<string>()
  let last: Checkpoint | undefined
  let [expected, count] = [first, 0]
  for (const number of numbers) {
    const flaw = (flaw: CheckpointFlaw, message: string) => findings.add({ checkpoint: number, flaw, message })
    if (number > expected)
      findings.add({
        checkpoint: expected,
        flaw: 'removed',
        message: describeMissing(expected, number - 1, number === numbers[0]),
      })
    const checkpoint = parseCheckpoint(readFileSync(join(folder, checkpointName(number)), 'utf8'))
    if (checkpoint === undefined || checkpoint.number !== number) flaw('changed', 'its content does not match its hash')
    else {
      const follows = last === undefined || (checkpoint.previousHash === last.hash && checkpoint.from === last.until)
      const isFirstOfAll = number !== 1 || checkpoint.previousHash === '0'.repeat(64)
      if (number === expected && !(follows && isFirstOfAll))
        flaw(
          'does not follow',
          `it follows ${checkpoint.previousHash}, but the checkpoint before it is ${last?.hash ?? 'none'}`,
        )
      recordObjects(checkpoint, site, log)
      recordGrowth(folder, checkpoint, site, log, (says) => flaw('changed', says))
      hashes.add(checkpoint.hash)
      last = checkpoint
      count += 1
    }
    expected = number + 1
  }
  if (first > 1 && numbers[0] === undefined)
    findings.add({ checkpoint: first, flaw: 'removed', message: 'there is no checkpoint from this number on' })
  return { count, hashes, ...(last && { last }) }
}

const describeMissing = (from: number, to: number, isBeginning: boolean): string =>
  `${from === to ? 'it is' : `those up to ${to} are`} missing${isBeginning ? '; if the earlier ones are past their retention, name the first that exists' : ''}`

/**
 * Returns the checkpoint if it is intact. A checkpoint is intact if it is byte for byte as it was written and contains
 * the hash of its content.
 */
const parseCheckpoint = (text: string): Checkpoint | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    const checkpoint = z.parse(Checkpoint, json)
    return `${JSON.stringify(json)}\n` === text && hashOfFields(checkpoint) === checkpoint.hash ? checkpoint : undefined
  } catch {
    return undefined
  }
}

const recordObjects = ({ objects, number }: Checkpoint, site: string | undefined, log: SortedLog): void => {
  if (site === undefined) for (const { name, sha256 } of objects) log.addCheckpointedObject(name, sha256, number)
}

const recordGrowth = (
  folder: string,
  { sites, number }: Checkpoint,
  site: string | undefined,
  log: SortedLog,
  flaw: (says: string) => void,
): void => {
  for (const { siteId, name, sha256 } of sites) {
    if (site !== undefined && siteId !== site) continue
    try {
      const read = readLines(join(folder, name), (line) => {
        const growth = ChainGrowth.safeParse(parseJson(line))
        if (growth.success) log.addGrowth(growth.data.chain, { ...growth.data, checkpoint: number })
      })
      if (read.sha256 !== sha256) flaw(`its file ${name} is not the one that it names`)
    } catch {
      flaw(`its file ${name} is missing`)
    }
  }
}

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
