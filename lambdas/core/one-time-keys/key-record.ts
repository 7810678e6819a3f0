import * as z from 'zod/mini'
import { ConversationId, FormId, SiteId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'
import { ChainHead } from '../audit/chain-head.ts'

/** What is stored of a one-time key: only its SHA-256, never the key itself. */
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
  /** Only for an open key: the template version to show, so that opening the form needs no further read to find it. */
  templateId: z.optional(TemplateId),
  templateVersion: z.optional(z.int()),
  /** Only for an open key: the MAC that authenticates what the key is bound to (`open-key-mac.ts`). */
  mac: z.optional(z.string()),
  /** Only for a retrieve key: the sign-in that it was issued to. The key ends with that sign-in. */
  sessionHash: z.optional(z.string()),
  expiresAt: z.int(),
  claimedBy: z.optional(z.string()),
  chainPlace: z.optional(ChainHead),
})
export type KeyRecord = z.infer<typeof KeyRecord>
