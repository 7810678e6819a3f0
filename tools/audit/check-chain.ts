/** Checks that one complete chain is consistent and that it matches the checkpoints. */
import { emptyChainHead } from '../../lambdas/core/audit/audit-chain.ts'
import type { ChainHead } from '../../lambdas/core/audit/chain-head.ts'
import { hours } from '../../lambdas/core/time.ts'
import type { Finding, RecordFlaw } from './finding.ts'

/** The part of a record that the check of its chain needs. */
export interface Link extends ChainHead {
  readonly at: number
  readonly previousHash: string
  /** The record's own flaw, if any. Either its hash does not match, or it is in the wrong position in its object. */
  readonly flaw?: LinkFlaw
  /** The object and line, or the table, that contains the record. */
  readonly location: string
}

export type LinkFlaw = 'changed' | 'reordered' | 'inserted'

/** The growth of a chain between two checkpoints, as recorded in the later checkpoint. */
export interface Growth {
  readonly from: ChainHead
  readonly to: ChainHead
  readonly checkpoint: number
}

export interface CheckpointCoverage {
  /**
   * True if the checks start after the first checkpoint, because the retention of the earlier checkpoints has ended.
   */
  readonly startsAfterLog: boolean
  /** The time of the last checkpoint. Absent if there are no checkpoints. */
  readonly lastCheckpointAt?: number | undefined
}

/**
 * The maximum delay of an export, because a batch from the stream is retried for a day. A record whose time is more
 * than this before the last checkpoint must be in a checkpoint. If it is not, someone inserted it later.
 */
const maxExportDelayMs = hours(24)

/** Returns the first flaw of a chain, by sequence, or `undefined` if the chain is intact. */
export const firstBreak = (
  chain: string,
  given: { readonly links: readonly Link[]; readonly growth: readonly Growth[] },
  against: CheckpointCoverage,
): Finding | undefined => {
  const growth = given.growth.toSorted((one, other) => one.checkpoint - other.checkpoint)
  const links = deduplicated(given.links)
  const breaks = [
    ...linkBreaks(links, expectedStart(links, growth, against)),
    ...checkpointBreaks(links, growth),
    ...lateInsertions(links, growth, against),
  ]
  const first = breaks.toSorted((one, other) => one.sequence - other.sequence).at(0)
  return first && { chain, ...first }
}

interface Break {
  readonly sequence: number
  readonly flaw: RecordFlaw
  readonly message: string
}

/** Sorts the links by sequence. Keeps only one link for a record that is in two objects. */
const deduplicated = (links: readonly Link[]): readonly Link[] => {
  const sorted = links.toSorted((one, other) => one.sequence - other.sequence || (one.hash < other.hash ? -1 : 1))
  return sorted.filter((link, index) => {
    const before = sorted[index - 1]
    const isRepeated = before?.sequence === link.sequence && before.hash === link.hash
    return !isRepeated || link.flaw !== undefined
  })
}

/**
 * Returns the chain head that the first record of the chain must follow, or `undefined` if that head is no longer
 * known.
 */
const expectedStart = (
  links: readonly Link[],
  growth: readonly Growth[],
  { startsAfterLog }: CheckpointCoverage,
): ChainHead | undefined => {
  const [first] = links
  if (!startsAfterLog || first === undefined || first.sequence === 1) return emptyChainHead
  const known = growth[0]?.from
  return known !== undefined && known.sequence < first.sequence ? known : undefined
}

function* linkBreaks(links: readonly Link[], start: ChainHead | undefined): Iterable<Break> {
  let before = start
  for (const link of links) {
    const { sequence, flaw, location, hash, previousHash } = link
    if (flaw !== undefined) yield { sequence, flaw, message: describeFlaw(flaw, location) }
    else if (before !== undefined && sequence <= before.sequence)
      yield {
        sequence,
        flaw: 'inserted',
        message: `two records have this sequence: ${before.hash} and ${hash} (${location})`,
      }
    else if (before !== undefined && sequence > before.sequence + 1)
      yield {
        sequence: before.sequence + 1,
        flaw: 'removed',
        message: describeMissing(before.sequence + 1, sequence - 1),
      }
    else if (before !== undefined && previousHash !== before.hash)
      yield {
        sequence,
        flaw: 'replaced',
        message: `it follows ${previousHash}, but the record before it is ${before.hash} (${location})`,
      }
    before = link
  }
}

const describeFlaw = (flaw: LinkFlaw, where: string): string =>
  flaw === 'changed'
    ? `its content does not match its hash (${where})`
    : flaw === 'reordered'
      ? `it follows a later record of its chain (${where})`
      : `it occurs twice (${where})`

const describeMissing = (from: number, to: number): string =>
  from === to ? `record ${from} is missing` : `records ${from} to ${to} are missing`

function* checkpointBreaks(links: readonly Link[], growth: readonly Growth[]): Iterable<Break> {
  const [first, last] = [links.at(0), links.at(-1)]
  const hashes = new Map(links.map(({ sequence, hash }) => [sequence, hash]))
  for (const { from, to, checkpoint } of growth) {
    if (first === undefined || last === undefined) {
      yield {
        sequence: 1,
        flaw: 'vanished',
        message: `checkpoint ${checkpoint} has ${to.sequence} records of it, but none exists`,
      }
      return
    }
    if (to.sequence > last.sequence) {
      const message = `${describeMissing(last.sequence + 1, to.sequence)} at its end: checkpoint ${checkpoint} has them`
      yield { sequence: last.sequence + 1, flaw: 'truncated', message }
    }
    for (const { sequence, hash } of [from, to]) {
      const found = hashes.get(sequence)
      if (found !== undefined && found !== hash)
        yield {
          sequence,
          flaw: 'rewritten',
          message: `checkpoint ${checkpoint} has it as ${hash}, but it is ${found}`,
        }
    }
  }
}

/** Finds records that are in no checkpoint although they are much older than the last checkpoint. */
function* lateInsertions(
  links: readonly Link[],
  growth: readonly Growth[],
  { lastCheckpointAt }: CheckpointCoverage,
): Iterable<Break> {
  if (lastCheckpointAt === undefined) return
  const known = growth.reduce((most, { to }) => Math.max(most, to.sequence), 0)
  const [late] = links.filter(({ sequence, at }) => sequence > known && at < lastCheckpointAt - maxExportDelayMs)
  if (late !== undefined)
    yield {
      sequence: late.sequence,
      flaw: 'inserted',
      message: `no checkpoint has it, but its time is more than a day before the last one (${late.location})`,
    }
}
