/** Whether there is something that no erasure has seen. */
import type { ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef, Conversations } from '../../core/conversations/conversations.ts'
import type { ErasureTarget } from '../../core/erasure/erasures.ts'
import type { Forms } from '../../core/forms/forms.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import type { VaultRecords } from '../vault/submissions.ts'

interface UnerasedPorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly clock: Clock
}

interface Look {
  readonly ports: UnerasedPorts
  readonly siteId: SiteId
  readonly until: number
}

const conversationsAtOnce = 25
const formsAtOnce = 100

/** Stops at the first. To look for longer than this is what an erasure does, some seconds at a time: then there may be. */
export const hasUnerased = async (look: Look, target: ErasureTarget): Promise<boolean> => {
  const { ports, siteId } = look
  if ('submissionId' in target) {
    const { submission } = await ports.records.read({ submission: target.submissionId })
    return submission?.siteId === siteId
  }
  return 'conversationId' in target
    ? await isUnerased(look, { siteId, conversationId: target.conversationId })
    : await hasUnerasedOf(look, target.visitorHash)
}

const hasUnerasedOf = async (look: Look, visitorHash: string): Promise<boolean> => {
  const { ports, siteId, until } = look
  const isTheirs = async (conversationId: ConversationId): Promise<boolean> => {
    const ref = { siteId, conversationId }
    if (!(await isUnerased(look, ref))) return false
    const { conversation } = await ports.records.read({ conversation: ref })
    return !namesAnother(conversation, visitorHash)
  }
  let after: ConversationId | undefined
  while (ports.clock.now() < until) {
    const page = await ports.conversations.ofVisitor({ siteId, visitorHash }, { limit: conversationsAtOnce, after })
    const unerased = await Promise.all(page.conversationIds.map(isTheirs))
    if (unerased.includes(true)) return true
    if (page.next === undefined) return false
    after = page.next
  }
  return true
}

const isUnerased = async ({ ports }: Look, ref: ConversationRef): Promise<boolean> => {
  let page = await ports.forms.ofConversation(ref, { limit: formsAtOnce })
  for (;;) {
    if (page.forms.some(({ erasedAt }) => erasedAt === undefined)) return true
    if (page.next === undefined) return false
    page = await ports.forms.ofConversation(ref, { limit: formsAtOnce, after: page.next })
  }
}

/** Whether the conversation has come to be somebody else's. */
export const namesAnother = (conversation: ConversationRecord | undefined, visitorHash: string): boolean =>
  conversation?.visitorRef !== undefined && hashOf(conversation.visitorRef) !== visitorHash
