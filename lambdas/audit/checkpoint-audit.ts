/**
 * checkpoint-audit: once an hour, says how far every chain of the audit log has grown, from the copy that nobody can change.
 * The chain of a conversation proves that nothing is missing in its middle; that nothing is missing at its end, and that no
 * conversation is missing as a whole, is proved by the checkpoints.
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
  /** After so many milliseconds an object that was stored is sure to be listed, whatever the archive's clock says. */
  readonly settledAfterMs: number
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Makes the next checkpoint and answers with it; with nothing when there was no time to tell of, or somebody else made it. */
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
    // Last: until it is there, its files are nobody's.
    const isMine = await archive.putOnce(checkpointName(number), `${JSON.stringify(checkpoint)}\n`)
    return isMine ? checkpoint : undefined
  }

/** @throws Fault `stored-item-malformed` */
const parseStored = <Output>(schema: z.ZodMiniType<Output>, text: string): Output => {
  try {
    return z.parse(schema, JSON.parse(text))
  } catch (error) {
    throw new Fault('stored-item-malformed', error)
  }
}

/** The last checkpoint that was made; one of number 0 before the first. */
const lastCheckpoint = async (archive: Archive): Promise<Pick<Checkpoint, 'number' | 'hash' | 'until'>> => {
  // One that was broken off has left its files, which may be all that is in a folder, and nothing that names them.
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

/** The stream hands out a chain's records in their order, but a batch may come twice. */
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
