import * as z from 'zod/mini'
import { ConversationId, FormId, SiteId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'
import { ChainHead } from '../audit/chain-head.ts'

/** The stored record of a one-time key. It contains only the SHA-256 of the key, never the key itself. */
export const KeyRecord = z.strictObject({
  keyHash: z.string(),
  action: z.enum(['open', 'submit', 'retrieve']),
  siteId: SiteId,
  conversationId: ConversationId,
  formId: FormId,
  generation: z.int(),
  /** The bearer: the visitor's hash for a submit key, the agent for a retrieve key. Absent for an open key. */
  subject: z.optional(z.string()),
  submissionId: z.optional(SubmissionId),
  /**
   * The template version of the form that an open key opens. Because the key names the version, opening the form needs
   * no extra read to find it. Absent for other keys.
   */
  templateId: z.optional(TemplateId),
  templateVersion: z.optional(z.int()),
  /**
   * The MAC of an open key. It authenticates the values that the key is bound to (`open-key-mac.ts`). Absent for other
   * keys.
   */
  mac: z.optional(z.string()),
  /**
   * The sign-in that a retrieve key was issued to. The key becomes invalid when that sign-in ends. Absent for other
   * keys.
   */
  sessionHash: z.optional(z.string()),
  /** When the form of a retrieve key was sent. An erasure of the conversation covers only earlier forms. */
  sentAt: z.optional(z.int()),
  expiresAt: z.int(),
  claimedBy: z.optional(z.string()),
  chainPlace: z.optional(ChainHead),
  /** The MAC of `chainPlace` under the key (`authentic-place.ts`). */
  chainMac: z.optional(z.string()),
})
export type KeyRecord = z.infer<typeof KeyRecord>
