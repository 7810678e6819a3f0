/**
 * The format of a checkpoint. For every chain that grew since the previous checkpoint, it states the new head. The
 * heads of each site are in a separate file, so that an auditor of one site does not see the chains of another. The
 * checkpoint contains the hash of each of these files, of each exported object that it covers, and of the previous
 * checkpoint. A copy of a checkpoint therefore proves which records existed when the checkpoint was made.
 */
import * as z from 'zod/mini'
import { ChainHead } from '../core/audit/chain-head.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const text = z.string()

/** The growth of a chain: from the head before its first new record to the head after the last one. */
export const ChainGrowth = z.strictObject({ chain: text, from: ChainHead, to: ChainHead })
export type ChainGrowth = z.infer<typeof ChainGrowth>

const NamedObject = z.strictObject({ name: text, sha256: hash })

export const Checkpoint = z.strictObject({
  /** The number of the checkpoint: 1, 2, 3 … */
  number: z.int().check(z.positive()),
  /** When the checkpoint was made, in milliseconds. */
  at: z.int(),
  /** The checkpoint covers the objects that were exported at or after `from` and before `until`. */
  from: z.int(),
  until: z.int(),
  /** The hash of the previous checkpoint. */
  previousHash: hash,
  /** The exported objects that the checkpoint covers. */
  objects: z.array(NamedObject),
  /** One file per site whose chains grew. `-` stands for records without a known site. */
  sites: z.array(z.strictObject({ siteId: text, chains: z.int(), name: text, sha256: hash })),
  /** The hash of all other fields, computed like that of an audit record. */
  hash,
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** The values that the first checkpoint uses in place of a previous checkpoint. */
export const initialCheckpoint: Pick<Checkpoint, 'number' | 'hash' | 'until'> = {
  number: 0,
  hash: '0'.repeat(64),
  until: 0,
}

export const checkpointsFolder = 'checkpoints/'

const digits = (value: number, count: number): string => String(value).padStart(count, '0')

/**
 * Returns the folder of a checkpoint. A folder covers a thousand numbers, so two list requests find the latest
 * checkpoint.
 */
const folderOf = (number: number): string => `${checkpointsFolder}${digits(Math.floor(number / 1_000), 5)}/`

/** Returns the name of a checkpoint, such as `checkpoints/00008/00008123.json`. */
export const checkpointName = (number: number): string => `${folderOf(number)}${digits(number, 8)}.json`

/**
 * Returns the name of a site's file. It contains the hash of the content, so that two processes that make the same
 * checkpoint do not overwrite each other's files.
 */
export const growthName = (number: number, siteId: string, sha256: string): string =>
  `${folderOf(number)}${digits(number, 8)}/${siteId}.${sha256.slice(0, 16)}.jsonl`
