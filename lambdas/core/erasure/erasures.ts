/** Erasures: what to erase, and how much of it is already erased. A visitor's reference is stored only as its hash. */
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
  /**
   * The form of the submission to erase, if the target is a submission. After the submission is deleted, the form still
   * shows what happened.
   */
  formId: z.optional(FormId),
  status: z.enum(['running', 'done']),
  /**
   * The start of this round. The round erases what was sent until this time, and marks every form that it erases with
   * this time.
   */
  erasedAt: z.int(),
  /** The number of submissions that earlier rounds erased. Absent in the first round. */
  earlierSubmissions: z.optional(z.int()),
  /** The last conversation already processed, if the target is a visitor. A resumed run continues after it. */
  place: z.optional(ConversationId),
  /** The number of submissions that this round erased in the conversations up to `place`. */
  erasedSubmissions: z.int(),
  /**
   * The number of submissions that the last run erased in the conversations after `place`. It is only displayed,
   * because the next run counts these submissions again.
   */
  beyondPlace: z.optional(z.int()),
})
export type ErasureRecord = z.infer<typeof ErasureRecord>

export interface Erasures {
  get(siteId: SiteId, erasureId: ErasureId): Promise<ErasureRecord | undefined>
  /** Returns the latest erasure of exactly this target. */
  latestFor(siteId: SiteId, target: ErasureTarget): Promise<ErasureRecord | undefined>
  /**
   * Makes this the latest erasure of its target. Returns false if another erasure has begun since `before` was the
   * latest.
   */
  begin(erasure: ErasureRecord, before: ErasureId | undefined): Promise<boolean>
  /**
   * Stores status, `place` and counts. Returns false if the stored erasure is done, has advanced further, or is in a
   * later round.
   */
  advance(erasure: ErasureRecord): Promise<boolean>
  /**
   * Begins the next round of a running erasure. The round covers what was sent until `erasedAt`. This time must be
   * later than the `erasedAt` of the current round. Returns nothing if the erasure is done or already in another round.
   */
  beginRound(erasure: ErasureRecord, erasedAt: number): Promise<ErasureRecord | undefined>
}

/**
 * Returns the next round of an erasure: the round starts again at the first conversation, and covers what was sent
 * until `erasedAt`.
 */
export const nextRound = (erasure: ErasureRecord, erasedAt: number): ErasureRecord => {
  const { place: _, beyondPlace: __, ...rest } = erasure
  const earlierSubmissions = (erasure.earlierSubmissions ?? 0) + erasure.erasedSubmissions
  return { ...rest, erasedAt, earlierSubmissions, erasedSubmissions: 0 }
}
