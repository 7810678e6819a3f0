/**
 * close-conversation: closes a conversation and invalidates every key of its forms. Agents can then no longer retrieve
 * answers.
 */

import { FormId } from '../../contracts/identifiers.ts'
import type { closeConversation as step } from '../../contracts/steps/close-conversation.ts'
import type { AuditLog, AuditRecord, AuditTrail } from '../core/audit/audit.ts'
import { ensureRecorded } from '../core/audit/ensure-recorded.ts'
import type { Clock } from '../core/clock.ts'
import type { Conversations } from '../core/conversations/conversations.ts'
import type { Forms } from '../core/forms/forms.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import { knownSites } from '../core/sites/known-sites.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { admitMachine } from '../identity/admission.ts'

export interface CloseConversationPorts {
  readonly records: Records
  readonly conversations: Conversations
  readonly forms: Forms
  readonly audit: AuditLog
  readonly trail: AuditTrail
  readonly notifier: AgentNotifier
  readonly clock: Clock
}

/**
 * Closes a conversation. The state of the conversation is authoritative: submit and retrieve check it in their
 * transactions. The state changes first. Then the chain of the conversation is read: it names the forms to mark as
 * ended, and its head is the position before the record of the closing. A form that is sent at the same time takes that
 * position, or finds it taken and is refused (`Forms.send`). The forms are marked so that the other steps need no second
 * read. Idempotent: a second call completes an interrupted one, including its record.
 */
export const closeConversation = (ports: CloseConversationPorts) => {
  const { records, conversations, forms, notifier, clock } = ports
  const admit = admitMachine({ ...ports, sites: knownSites(records) })
  return async ({ principal, path }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { conversationId } = path
    const conversation = { siteId: principal.siteId, conversationId }
    const caller = await admit(principal)
    if ('refused' in caller) return caller

    const now = clock.now()
    const isClosed = await conversations.close(conversation, now)
    const stored = isClosed ? undefined : (await records.read({ conversation })).conversation
    if (!isClosed && stored === undefined) return refused('not-found')
    const endedAt = stored?.closedAt ?? now
    // The conversation is already closed, so notify the tabs first: marking the forms may take long or fail.
    const message = { event: 'conversation-closed', at: timestamp(endedAt), conversationId } as const
    const notified = notifier.notifySenders(conversation, message)
    const event = {
      event: 'conversation-closed',
      ...actorOf(caller.admitted),
      outcome: 'done',
      ...conversation,
    } as const
    try {
      await ensureRecorded(ports, event, (found) => endForms(forms, found, endedAt))
    } finally {
      await notified
    }
    return done({ conversationId, status: 'closed' })
  }
}

/** How many forms are marked at the same time. */
const formsPerBatch = 100

const endForms = async (forms: Forms, found: readonly AuditRecord[], endedAt: number): Promise<void> => {
  // After a crash, a form can be sent again without a record of its first sending.
  const formIds = found.flatMap(({ event, formId }) => (event === 'form-sent' || event === 'form-resent' ? formId : []))
  const sent = [...new Set(formIds)].flatMap((formId) => FormId.safeParse(formId).data ?? [])
  for (let start = 0; start < sent.length; start += formsPerBatch)
    await Promise.all(sent.slice(start, start + formsPerBatch).map((formId) => forms.end(formId, endedAt)))
}
