import * as z from 'zod/mini'

/**
 * A position in an audit chain, with the hash of its record. Other records contain such a position as a hint of the
 * chain head. Only the chain itself is authoritative.
 */
export const ChainHead = z.strictObject({ sequence: z.int(), hash: z.string() })
export type ChainHead = z.infer<typeof ChainHead>
