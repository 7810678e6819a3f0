import * as z from 'zod/mini'

/** A position in an audit chain, with its hash. On other records it is a hint of the chain head; the chain itself decides. */
export const ChainHead = z.strictObject({ sequence: z.int(), hash: z.string() })
export type ChainHead = z.infer<typeof ChainHead>
