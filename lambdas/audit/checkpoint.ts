/**
 * The format of a checkpoint. It states, for every chain that grew since the previous one, its new head, in one file
 * per site, so that an auditor of one site need not see another's. The checkpoint contains the hash of each of these
 * files, of each exported object that it was made from, and of the previous checkpoint: a copy of any checkpoint proves
 * what had been recorded until then.
 */
import * as z from 'zod/mini'
import { ChainHead } from '../core/audit/chain-head.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const text = z.string()

/** The growth of a chain: from the position before the first new record to that of the last. */
export const ChainGrowth = z.strictObject({ chain: text, from: ChainHead, to: ChainHead })
export type ChainGrowth = z.infer<typeof ChainGrowth>

const NamedObject = z.strictObject({ name: text, sha256: hash })

export const Checkpoint = z.strictObject({
  /** 1, 2, 3 … */
  number: z.int().check(z.positive()),
  /** When it was made. */
  at: z.int(),
  /** It covers objects that were exported at or after `from` and before `until`. */
  from: z.int(),
  until: z.int(),
  /** The hash of the previous checkpoint. */
  previousHash: hash,
  /** The exported objects that it was made from. */
  objects: z.array(NamedObject),
  /** The file of each site with chains that grew; `-` for records without a known site. */
  sites: z.array(z.strictObject({ siteId: text, chains: z.int(), name: text, sha256: hash })),
  /** The hash of all other fields, computed as for an audit record. */
  hash,
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** The predecessor of the first checkpoint. */
export const initialCheckpoint: Pick<Checkpoint, 'number' | 'hash' | 'until'> = {
  number: 0,
  hash: '0'.repeat(64),
  until: 0,
}

export const checkpointsFolder = 'checkpoints/'

const digits = (value: number, count: number): string => String(value).padStart(count, '0')

/** One folder per thousand, so that the latest checkpoint is found with two list requests. */
const folderOf = (number: number): string => `${checkpointsFolder}${digits(Math.floor(number / 1_000), 5)}/`

/** For example `checkpoints/00008/00008123.json`. */
export const checkpointName = (number: number): string => `${folderOf(number)}${digits(number, 8)}.json`

/** Named by its content, so that concurrent writers of one checkpoint do not overwrite each other's files. */
export const growthName = (number: number, siteId: string, sha256: string): string =>
  `${folderOf(number)}${digits(number, 8)}/${siteId}.${sha256.slice(0, 16)}.jsonl`
