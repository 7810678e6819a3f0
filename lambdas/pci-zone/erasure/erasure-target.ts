/** The target of an erasure: one submission, or all submissions of one conversation or visitor. */
import type * as z from 'zod/mini'
import type { SiteId } from '../../../contracts/identifiers.ts'
import type { erase } from '../../../contracts/steps/erase.ts'
import type { Conversations } from '../../core/conversations/conversations.ts'
import type { ErasureRecord, ErasureTarget } from '../../core/erasure/erasures.ts'
import type { Forms } from '../../core/forms/forms.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import type { VaultRecords } from '../vault/submissions.ts'

/** Returns the target in the body. The schema guarantees that exactly one of the three fields is present. */
export const erasureTargetOf = ({
  conversationId,
  submissionId,
  visitorRef,
}: z.infer<typeof erase.body>): ErasureTarget => {
  if (conversationId !== undefined) return { conversationId }
  return submissionId === undefined ? { visitorHash: hashOf(visitorRef ?? '') } : { submissionId }
}

interface TargetPorts {
  readonly records: VaultRecords
  readonly conversations: Pick<Conversations, 'listByVisitor'>
  readonly forms: Pick<Forms, 'listByConversation'>
}

/** A known target, with the form of a submission. */
export interface KnownTarget {
  readonly formId?: NonNullable<ErasureRecord['formId']>
}

/** Returns nothing if this site has no such submission, conversation or visitor. */
export const findErasureTarget = async (
  { records, conversations, forms }: TargetPorts,
  siteId: SiteId,
  target: ErasureTarget,
): Promise<KnownTarget | undefined> => {
  if ('submissionId' in target) {
    const { submission } = await records.read({ submission: target.submissionId })
    return submission?.siteId === siteId ? { formId: submission.formId } : undefined
  }
  if ('conversationId' in target) {
    const ref = { siteId, conversationId: target.conversationId }
    const [{ conversation }, page] = await Promise.all([
      records.read({ conversation: ref }),
      forms.listByConversation(ref, { limit: 1 }),
    ])
    // The conversation's forms can exist without its record.
    return conversation !== undefined || page.forms.length + (page.missing ?? []).length > 0 ? {} : undefined
  }
  const { visitorHash } = target
  const { conversationIds } = await conversations.listByVisitor({ siteId, visitorHash }, { limit: 1 })
  return conversationIds.length > 0 ? {} : undefined
}
