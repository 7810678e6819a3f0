/**
 * checkpoint-audit: once an hour, reads the immutable copy of the audit log and records the head of every chain. A
 * chain proves that no record is missing between two others. The checkpoints prove that no record is missing at the end
 * of a chain, and that no whole chain is missing.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { AuditRecord } from '../core/audit/audit.ts'
import { chainHeadOf, hashOfFields, siteOfChain } from '../core/audit/audit-chain.ts'
import type { Clock } from '../core/clock.ts'
import { Fault } from '../core/fault.ts'
import type { Archive } from './archive.ts'
import { exportedBetween } from './audit-folders.ts'
import {
  type ChainGrowth,
  Checkpoint,
  checkpointName,
  checkpointsFolder,
  growthName,
  initialCheckpoint,
} from './checkpoint.ts'
import { ExportedLine } from './export-audit.ts'

export interface CheckpointAuditPorts {
  readonly archive: Archive
  readonly clock: Clock
  /** The milliseconds after which a stored object is certain to be listed, even if the archive's clock differs. */
  readonly settledAfterMs: number
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Makes the next checkpoint and returns it. Returns nothing if there is no new period to cover, or if another process
 * made the checkpoint first.
 */
export const checkpointAudit =
  ({ archive, clock, settledAfterMs }: CheckpointAuditPorts) =>
  async (): Promise<Checkpoint | undefined> => {
    const last = await lastCheckpoint(archive)
    const at = clock.now()
    const [number, from, until] = [last.number + 1, last.until, at - settledAfterMs]
    if (until <= from) return undefined

    const objects: Checkpoint['objects'] = []
    const growth = new Map<string, ChainGrowth>()
    for await (const { name } of exportedBetween(archive, { from, until })) {
      const text = await archive.read(name)
      if (text === undefined) throw new Fault('export-failed')
      objects.push({ name, sha256: sha256(text) })
      for (const record of parseRecords(text)) growth.set(record.chain, extendGrowth(growth.get(record.chain), record))
    }
    const sites = await storeGrowth(archive, number, [...growth.values()])
    const fields = { number, at, from, until, previousHash: last.hash, objects, sites }
    const checkpoint = { ...fields, hash: hashOfFields(fields) }
    // Store the checkpoint last, so that a checkpoint never refers to files that do not exist.
    const isMine = await archive.putOnce(checkpointName(number), `${JSON.stringify(checkpoint)}\n`)
    return isMine ? checkpoint : undefined
  }

/**
 * Parses the text of a stored object.
 * @throws Fault `stored-item-malformed`
 */
const parseStored = <Output>(schema: z.ZodMiniType<Output>, text: string): Output => {
  try {
    return z.parse(schema, JSON.parse(text))
  } catch (error) {
    throw new Fault('stored-item-malformed', error)
  }
}

/** Returns the latest checkpoint, or number 0 if there is none. */
const lastCheckpoint = async (archive: Archive): Promise<Pick<Checkpoint, 'number' | 'hash' | 'until'>> => {
  // An interrupted run leaves files without a checkpoint object, so a folder may contain no checkpoint.
  for (const thousand of (await archive.list(checkpointsFolder)).folders.toReversed()) {
    const name = (await archive.list(thousand)).objects.at(-1)?.name
    if (name !== undefined) return parseStored(Checkpoint, (await archive.read(name)) ?? '')
  }
  return initialCheckpoint
}

const parseRecords = (text: string): AuditRecord[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseStored(ExportedLine, line))
    .filter((line) => 'chain' in line)

/**
 * Extends the growth of a chain by a record. Ignores a record that the growth already covers, because the stream may
 * deliver a batch twice.
 */
const extendGrowth = (so: ChainGrowth | undefined, record: AuditRecord): ChainGrowth => {
  const before = { sequence: record.sequence - 1, hash: record.previousHash }
  if (so === undefined) return { chain: record.chain, from: before, to: chainHeadOf(record) }
  return {
    ...so,
    ...(before.sequence < so.from.sequence && { from: before }),
    ...(record.sequence > so.to.sequence && { to: chainHeadOf(record) }),
  }
}

const storeGrowth = async (
  archive: Archive,
  number: number,
  growth: readonly ChainGrowth[],
): Promise<Checkpoint['sites']> => {
  const bySite = Object.groupBy(growth, ({ chain }) => siteOfChain(chain))
  const sites: Checkpoint['sites'] = []
  for (const [siteId, chains = []] of Object.entries(bySite).sort(byName)) {
    const text = chains
      .toSorted((one, other) => (one.chain < other.chain ? -1 : 1))
      .map((each) => `${JSON.stringify(each)}\n`)
      .join('')
    const name = growthName(number, siteId, sha256(text))
    await archive.putOnce(name, text)
    sites.push({ siteId, chains: chains.length, name, sha256: sha256(text) })
  }
  return sites
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1
