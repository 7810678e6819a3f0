import * as z from 'zod/mini'

/** A place in an audit chain. On other records it is a hint of where the chain ended; the chain itself decides. */
export const ChainPlace = z.strictObject({ sequence: z.int(), hash: z.string() })
export type ChainPlace = z.infer<typeof ChainPlace>
