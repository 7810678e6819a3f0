/** Finds out whether a target has data that no erasure has covered. */
import type { ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef, Conversations } from '../../core/conversations/conversations.ts'
import type { ErasureTarget } from '../../core/erasure/erasures.ts'
import type { Forms } from '../../core/forms/forms.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import type { VaultRecords } from '../vault/submissions.ts'

export interface RemainingDataPorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly clock: Clock
}

export interface RemainingDataSearch {
  readonly ports: RemainingDataPorts
  readonly siteId: SiteId
  readonly until: number
}

const conversationsPerPage = 25
const formsPerPage = 100

/**
 * True if the target has data that no erasure has covered. Stops at the first match. Also true if the time runs out,
 * because the erasure then continues the search itself.
 */
export const hasRemainingData = async (look: RemainingDataSearch, target: ErasureTarget): Promise<boolean> => {
  const { ports, siteId } = look
  if ('submissionId' in target) {
    const { submission } = await ports.records.read({ submission: target.submissionId })
    return submission?.siteId === siteId
  }
  return 'conversationId' in target
    ? await conversationHasRemainingData(look, { siteId, conversationId: target.conversationId })
    : await visitorHasRemainingData(look, target.visitorHash)
}

const visitorHasRemainingData = async (look: RemainingDataSearch, visitorHash: string): Promise<boolean> => {
  const { ports, siteId, until } = look
  const isTheirs = async (conversationId: ConversationId): Promise<boolean> => {
    const ref = { siteId, conversationId }
    if (!(await conversationHasRemainingData(look, ref))) return false
    const { conversation } = await ports.records.read({ conversation: ref })
    return !belongsToAnotherVisitor(conversation, visitorHash)
  }
  let after: ConversationId | undefined
  while (ports.clock.now() < until) {
    const page = await ports.conversations.listByVisitor(
      { siteId, visitorHash },
      { limit: conversationsPerPage, after },
    )
    const unerased = await Promise.all(page.conversationIds.map(isTheirs))
    if (unerased.includes(true)) return true
    if (page.next === undefined) return false
    after = page.next
  }
  return true
}

const conversationHasRemainingData = async ({ ports }: RemainingDataSearch, ref: ConversationRef): Promise<boolean> => {
  let page = await ports.forms.listByConversation(ref, { limit: formsPerPage })
  for (;;) {
    if (page.forms.some(({ erasedAt }) => erasedAt === undefined)) return true
    if (page.next === undefined) return false
    page = await ports.forms.listByConversation(ref, { limit: formsPerPage, after: page.next })
  }
}

/** True if the conversation now belongs to another visitor. */
export const belongsToAnotherVisitor = (conversation: ConversationRecord | undefined, visitorHash: string): boolean =>
  conversation?.visitorRef !== undefined && hashOf(conversation.visitorRef) !== visitorHash
