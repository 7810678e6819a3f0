/** Erasures: what to erase, and the progress. Of a visitor only the hash of the reference is stored. */
import * as z from 'zod/mini'
import { ConversationId, ErasureId, FormId, SiteId, SubmissionId } from '../../../contracts/identifiers.ts'

export const ErasureTarget = z.union([
  z.strictObject({ conversationId: ConversationId }),
  z.strictObject({ submissionId: SubmissionId }),
  z.strictObject({ visitorHash: z.string() }),
])
export type ErasureTarget = z.infer<typeof ErasureTarget>

export const ErasureRecord = z.strictObject({
  erasureId: ErasureId,
  siteId: SiteId,
  target: ErasureTarget,
  /** For a submission: its form, which shows what happened to the submission once that no longer exists. */
  formId: z.optional(FormId),
  status: z.enum(['running', 'done']),
  /** When this round began. It erases what was sent until then and marks each form that it erases with this time. */
  erasedAt: z.int(),
  /** How many submissions the earlier rounds erased; absent in the first round. */
  earlierSubmissions: z.optional(z.int()),
  /** For a visitor: the conversations up to this one are done. */
  place: z.optional(ConversationId),
  /** How many submissions this round erased, up to that place. */
  erasedSubmissions: z.int(),
  /** How many it erased beyond that place when it last stopped, for display only. The next run counts them again. */
  beyondPlace: z.optional(z.int()),
})
export type ErasureRecord = z.infer<typeof ErasureRecord>

export interface Erasures {
  get(siteId: SiteId, erasureId: ErasureId): Promise<ErasureRecord | undefined>
  /** The latest erasure of exactly this target. */
  latestFor(siteId: SiteId, target: ErasureTarget): Promise<ErasureRecord | undefined>
  /** Makes this the latest erasure of its target; false when another has begun since `before` was the latest. */
  begin(erasure: ErasureRecord, before: ErasureId | undefined): Promise<boolean>
  /** Stores status, place and counts; false when the erasure is done, further on or in a later round. */
  advance(erasure: ErasureRecord): Promise<boolean>
  /**
   * Begins the next round of a running erasure, for what was sent until `erasedAt`, which must be later than before.
   * Returns nothing when the erasure is done or already in another round.
   */
  beginRound(erasure: ErasureRecord, erasedAt: number): Promise<ErasureRecord | undefined>
}

/** The next round of an erasure: from the first conversation again, for what was sent until `erasedAt`. */
export const nextRound = (erasure: ErasureRecord, erasedAt: number): ErasureRecord => {
  const { place: _, beyondPlace: __, ...rest } = erasure
  const earlierSubmissions = (erasure.earlierSubmissions ?? 0) + erasure.erasedSubmissions
  return { ...rest, erasedAt, earlierSubmissions, erasedSubmissions: 0 }
}
