/** Erasures: what to erase, and how much of it is already erased. A visitor's reference is stored only as its hash. */
import * as z from 'zod/mini'
import { ConversationId, ErasureId, FormId, SiteId, SubmissionId } from '../../../contracts/identifiers.ts'
import { FormPosition } from '../forms/form-position.ts'

export const ErasureTarget = z.union([
  z.strictObject({ conversationId: ConversationId }),
  z.strictObject({ submissionId: SubmissionId }),
  z.strictObject({ visitorHash: z.string() }),
])
export type ErasureTarget = z.infer<typeof ErasureTarget>

/** How far the check at the end of a round has come. Empty if it is still before the first place. */
export const ErasureCheck = z.strictObject({
  /** The last conversation that the check has passed, if the target is a visitor. */
  place: z.optional(ConversationId),
  /** The last form that the check has passed, if the target is a conversation. */
  formPlace: z.optional(FormPosition),
})
export type ErasureCheck = z.infer<typeof ErasureCheck>

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
  /** The last form already processed, if the target is a conversation. A resumed run continues after it. */
  formPlace: z.optional(FormPosition),
  /** The number of submissions that this round erased up to `place` or `formPlace`. */
  erasedSubmissions: z.int(),
  /**
   * The number of submissions that the last run erased after `place` or `formPlace`. It is only displayed, because the
   * next run counts these submissions again.
   */
  beyondPlace: z.optional(z.int()),
  /** Present if this round has processed everything. A resumed run then continues with the check. */
  check: z.optional(ErasureCheck),
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
   * Stores status, places, counts and the check. Returns false if the stored erasure is done, has advanced further, or
   * is in a later round.
   */
  advance(erasure: ErasureRecord): Promise<boolean>
  /**
   * Begins the next round of a running erasure. The round covers what was sent until `erasedAt`. This time must be
   * later than the `erasedAt` of the current round. Returns nothing if the erasure is done or already in another round.
   */
  beginRound(erasure: ErasureRecord, erasedAt: number): Promise<ErasureRecord | undefined>
}

/**
 * Returns the next round of an erasure: the round starts again at the first place, and covers what was sent
 * until `erasedAt`.
 */
export const nextRound = (erasure: ErasureRecord, erasedAt: number): ErasureRecord => {
  const { place: _, formPlace: __, beyondPlace: ___, check: ____, ...rest } = erasure
  const earlierSubmissions = (erasure.earlierSubmissions ?? 0) + erasure.erasedSubmissions
  return { ...rest, erasedAt, earlierSubmissions, erasedSubmissions: 0 }
}
