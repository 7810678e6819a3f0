/** Verifies an audit log: reads its records and its checkpoints once, sorts them, and checks each chain. */
import type { Checkpoint } from '../../lambdas/audit/checkpoint.ts'
import { readCheckpoints } from './checkpoints.ts'
import { readExportedRecords } from './exported-records.ts'
import { createFindings, type Finding } from './finding.ts'
import { sortedLog } from './sorted-log.ts'
import { readTableRecords } from './table-records.ts'
import type { LogToVerify } from './verify-settings.ts'

export interface Verdict {
  readonly isIntact: boolean
  /** True if nothing is wrong except that there is no checkpoint to check the log against. */
  readonly isInconclusive: boolean
  /** At most a hundred findings. Findings about records come first, chain by chain. `count` is the total number. */
  readonly findings: readonly Finding[]
  readonly count: number
  readonly records: number
  readonly chains: number
  readonly checkpoints: number
  readonly last?: Pick<Checkpoint, 'number' | 'hash' | 'until'>
  /** The number of objects that no checkpoint covers yet. */
  readonly uncheckpointedObjects: number
  readonly newestAt: number
}

/** Reports whether the log is intact, and where it is not. Throws Fault `storage-failed`. */
export const verify = async (settings: LogToVerify): Promise<Verdict> => {
  const { source, checkpointsFolder, site, firstCheckpoint, knownCheckpoint } = settings
  const found = createFindings()
  const log = sortedLog()
  try {
    const reading = { log, findings: found, site }
    const checkpoints =
      checkpointsFolder === undefined
        ? { count: 0, hashes: new Set<string>() }
        : readCheckpoints(checkpointsFolder, { first: firstCheckpoint, site }, reading)
    if (knownCheckpoint !== undefined && !checkpoints.hashes.has(knownCheckpoint))
      found.add({
        checkpoint: (checkpoints.last?.number ?? 0) + 1,
        flaw: 'removed',
        message: `the checkpoint ${knownCheckpoint} is not among the checkpoints`,
      })
    const { records, newestAt } =
      'folder' in source ? readExportedRecords(source.folder, reading) : await readTableRecords(source, reading)
    const against = { startsAfterLog: firstCheckpoint > 1, lastCheckpointAt: checkpoints.last?.until }
    const { chains, uncheckpointedObjects } = log.check(
      { ...against, objects: 'folder' in source && site === undefined },
      found,
    )
    const hasRequiredCheckpoints = checkpointsFolder === undefined || checkpoints.count > 0
    return {
      isIntact: found.count === 0 && hasRequiredCheckpoints,
      isInconclusive: found.count === 0 && !hasRequiredCheckpoints,
      findings: found.retained.toSorted((one, other) => (sortKeyOf(one) < sortKeyOf(other) ? -1 : 1)),
      count: found.count,
      ...{ records, chains, uncheckpointedObjects, newestAt },
      checkpoints: checkpoints.count,
      ...(checkpoints.last && { last: checkpoints.last }),
    }
  } finally {
    log.close()
  }
}

/**
 * Returns a key that sorts broken chains before changed objects, because the first broken link is a more precise
 * location than the object that contains it.
 */
const sortKeyOf = (finding: Finding): string =>
  'chain' in finding
    ? `0 ${finding.chain}`
    : 'object' in finding
      ? `1 ${finding.object}`
      : `2 ${String(finding.checkpoint).padStart(8, '0')}`
