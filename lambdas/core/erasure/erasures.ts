/** Erasures: what was asked to be erased and how far that is. Of a visitor only the hash of the reference is kept. */
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
  /** Of a submission: its form, which tells of it when it is gone. */
  formId: z.optional(FormId),
  status: z.enum(['running', 'done']),
  /** When its round began. The round takes what had been sent until then, and marks every form that it takes with just this time. */
  erasedAt: z.int(),
  /** How many submissions its earlier rounds took; absent in the first round. */
  earlierSubmissions: z.optional(z.int()),
  /** Of a visitor: the conversations up to this one are done. */
  place: z.optional(ConversationId),
  /** How many submissions this round took, up to that place. */
  erasedSubmissions: z.int(),
  /** And beyond it, when it last stopped: only to be told. Whoever goes on counts these anew. */
  beyondPlace: z.optional(z.int()),
})
export type ErasureRecord = z.infer<typeof ErasureRecord>

export interface Erasures {
  get(siteId: SiteId, erasureId: ErasureId): Promise<ErasureRecord | undefined>
  /** The last one that began for this very target. */
  latestFor(siteId: SiteId, target: ErasureTarget): Promise<ErasureRecord | undefined>
  /** Makes this the last one of its target; false when another has begun since `before` was the last. */
  begin(erasure: ErasureRecord, before: ErasureId | undefined): Promise<boolean>
  /** Stores status, place and counts; false when it is done already, further on or in a later round. */
  advance(erasure: ErasureRecord): Promise<boolean>
  /**
   * Begins the next round of an erasure that is running: it takes what had been sent until `erasedAt`, which must be later than
   * before. Returns nothing when the erasure is done or in another round already.
   */
  beginRound(erasure: ErasureRecord, erasedAt: number): Promise<ErasureRecord | undefined>
}

/** The next round of an erasure: from the first conversation on, for what had been sent until `erasedAt`. */
export const nextRound = (erasure: ErasureRecord, erasedAt: number): ErasureRecord => {
  const { place: _, beyondPlace: __, ...rest } = erasure
  const earlierSubmissions = (erasure.earlierSubmissions ?? 0) + erasure.erasedSubmissions
  return { ...rest, erasedAt, earlierSubmissions, erasedSubmissions: 0 }
}
