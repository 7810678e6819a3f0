/**
 * close-conversation: closes a conversation and invalidates every key of its forms. Agents can then no longer retrieve
 * answers.
 */
import type { closeConversation as step } from '../../contracts/steps/close-conversation.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { ConversationRef, Conversations } from '../core/conversations/conversations.ts'
import type { Forms } from '../core/forms/forms.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { admitMachine, callerLookup } from '../identity/admission.ts'

export interface CloseConversationPorts {
  readonly records: Records
  readonly conversations: Conversations
  readonly forms: Forms
  readonly audit: AuditLog
  readonly notifier: AgentNotifier
  readonly clock: Clock
}

/**
 * Closes a conversation. The state of the conversation is authoritative: send, submit and retrieve check it in their
 * transactions. The state and its audit record change in one transaction. In the chain, no sent form, submission or
 * release can therefore follow the closing. The forms are marked afterwards, so that the other steps need no second
 * read. Idempotent: a second call completes an interrupted one.
 */
export const closeConversation =
  ({ records, conversations, forms, audit, notifier, clock }: CloseConversationPorts) =>
  async ({ principal, path }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { conversationId } = path
    const conversation = { siteId: principal.siteId, conversationId }
    const found = await records.read({ ...callerLookup(principal), conversation })
    const caller = await admitMachine({ audit, clock })(principal, found)
    if ('refused' in caller) return caller
    if (found.conversation === undefined) return refused('not-found')

    const now = clock.now()
    let { closedAt } = found.conversation
    if (found.conversation.state === 'active') {
      const actor = actorOf(caller.admitted)
      const event = { event: 'conversation-closed', ...actor, outcome: 'done', ...conversation } as const
      const onRecord = { event, after: undefined, now }
      const isClosed = await conversations.close(conversation, now, onRecord)
      closedAt = isClosed ? now : (await records.read({ conversation })).conversation?.closedAt
    }
    const endedAt = closedAt ?? now
    // The conversation is already closed, so notify the tabs first: marking the forms may take long or fail.
    const message = { event: 'conversation-closed', at: timestamp(endedAt), conversationId } as const
    const notified = notifier.notifySenders(conversation, message)
    try {
      await endForms(forms, conversation, endedAt)
    } finally {
      await notified
    }
    return done({ conversationId, status: 'closed' })
  }

const formsPerPage = 100

const endForms = async (forms: Forms, conversation: ConversationRef, closedAt: number): Promise<void> => {
  let page = await forms.listByConversation(conversation, { limit: formsPerPage })
  for (;;) {
    const open = page.forms.filter((form) => form.closedAt === undefined)
    await Promise.all(open.map(({ formId }) => forms.end(formId, closedAt)))
    if (page.next === undefined) return
    page = await forms.listByConversation(conversation, { limit: formsPerPage, after: page.next })
  }
}
