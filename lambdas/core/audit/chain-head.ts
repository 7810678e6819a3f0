import * as z from 'zod/mini'
import { seconds } from '../time.ts'

/**
 * A position in an audit chain, with the hash of its record. Other records contain such a position as a hint of the
 * chain head. Only the chain itself is authoritative.
 */
export const ChainHead = z.strictObject({ sequence: z.int(), hash: z.string() })
export type ChainHead = z.infer<typeof ChainHead>

/**
 * A hint of the chain head. `isAuthentic` is true if the secret of the caller authenticates that the record exists
 * (`authentic-place.ts`). Any other hint comes from a row that other roles may write, so it is checked before it is used.
 */
export interface ChainHint extends ChainHead {
  readonly isAuthentic?: boolean
}

/** A chain head and the time of its record, in milliseconds. An empty chain has no time. */
export interface DatedChainHead extends ChainHead {
  readonly at?: number
}

/**
 * The longest time between the time of an audit record and the moment at which it is stored, in milliseconds. It is
 * longer than any function runs, and includes the difference of two clocks.
 */
const recordingMs = seconds(15)

/**
 * True if the record of this head was stored before `since`. A record of a later change then does not precede this head,
 * although the head was read at the same time as the records that a change could affect.
 */
export const isSettled = ({ at }: DatedChainHead, since: number): boolean =>
  at !== undefined && at + recordingMs < since
