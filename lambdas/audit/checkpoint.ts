/**
 * What a checkpoint looks like. It says of every chain that grew since the one before how far it had grown and to which hash, a
 * file for each site, so that an auditor of one need not see another's. The checkpoint itself names the hash of each of these
 * files, of each exported object that it was made from, and of the checkpoint before it: whoever holds one of them can prove
 * what was on record until then.
 */
import * as z from 'zod/mini'
import { ChainHead } from '../core/audit/chain-head.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const text = z.string()

/** How far a chain grew: from the place before the first new record to that of the last. */
export const ChainGrowth = z.strictObject({ chain: text, from: ChainHead, to: ChainHead })
export type ChainGrowth = z.infer<typeof ChainGrowth>

const NamedObject = z.strictObject({ name: text, sha256: hash })

export const Checkpoint = z.strictObject({
  /** 1, 2, 3 … */
  number: z.int().check(z.positive()),
  /** When it was made. */
  at: z.int(),
  /** It tells of what was exported from one time on and before another. */
  from: z.int(),
  until: z.int(),
  /** Of the checkpoint before it. */
  previousHash: hash,
  /** What it was made from. */
  objects: z.array(NamedObject),
  /** The file of each site that has a chain which grew; `-` is no known site. */
  sites: z.array(z.strictObject({ siteId: text, chains: z.int(), name: text, sha256: hash })),
  /** Over all the rest, as that of a record. */
  hash,
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** Before the first. */
export const initialCheckpoint: Pick<Checkpoint, 'number' | 'hash' | 'until'> = {
  number: 0,
  hash: '0'.repeat(64),
  until: 0,
}

export const checkpointsFolder = 'checkpoints/'

const digits = (value: number, count: number): string => String(value).padStart(count, '0')

/** A folder for each thousand, so that the last one is found by two looks. */
const folderOf = (number: number): string => `${checkpointsFolder}${digits(Math.floor(number / 1_000), 5)}/`

/** Such as `checkpoints/00008/00008123.json`. */
export const checkpointName = (number: number): string => `${folderOf(number)}${digits(number, 8)}.json`

/** Called by its content, so that two who write the same checkpoint at once do not write over each other. */
export const growthName = (number: number, siteId: string, sha256: string): string =>
  `${folderOf(number)}${digits(number, 8)}/${siteId}.${sha256.slice(0, 16)}.jsonl`
