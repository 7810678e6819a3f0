/** put-conversation: the chat backend opens a conversation, or transfers it to another agent. */
import type { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Conversations } from '../core/conversations/conversations.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { admitMachine, callerLookup } from '../identity/admission.ts'

export interface PutConversationPorts {
  readonly records: Records
  readonly conversations: Conversations
  readonly audit: AuditLog
  readonly notifier: AgentNotifier
  readonly clock: Clock
}

/** Opens or transfers a conversation. Idempotent. A closed conversation never reopens: a request for it gets 409. */
export const putConversation =
  ({ records, conversations, audit, notifier, clock }: PutConversationPorts) =>
  async ({ principal, path, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const { conversationId } = path
    const conversation = { siteId, conversationId }
    const found = await records.read({ ...callerLookup(principal), conversation })
    const caller = await admitMachine({ audit, clock })(principal, found)
    if ('refused' in caller) return caller

    const actor = actorOf(caller.admitted)
    const agent = { agentId: body.agentId, agentIssuer: caller.admitted.agentsOf }
    const assigned = done({ conversationId, status: 'active', agentId: body.agentId } as const)
    let stored = found.conversation
    if (stored === undefined) {
      const now = clock.now()
      const event = { event: 'conversation-opened', ...actor, outcome: 'done', ...conversation } as const
      const opened = { ...conversation, ...body, ...agent, state: 'active', openedAt: now } as const
      if (await conversations.open(opened, { event, after: undefined, now })) return assigned
      // A concurrent request opened the conversation, so continue with the stored one.
      stored = (await records.read({ conversation })).conversation
    }
    if (stored?.state !== 'active') return refused('conflict')

    const isTransfer = stored.agentId !== agent.agentId || stored.agentIssuer !== agent.agentIssuer
    const isNewVisitorRef = body.visitorRef !== undefined && body.visitorRef !== stored.visitorRef
    if (!isTransfer && !isNewVisitorRef) return assigned
    const to = { ...body, ...agent, now: clock.now() }
    if (isTransfer) {
      const event = { event: 'conversation-transferred', ...actor, outcome: 'done', ...conversation } as const
      if (await conversations.assign(conversation, to, { event, after: undefined, now: to.now })) {
        const message = { event: 'conversation-transferred', at: timestamp(to.now), conversationId } as const
        await notifier.notifySenders(conversation, message)
        return assigned
      }
      await audit.record({ ...event, outcome: 'refused' })
    }
    // The assignment fails if a concurrent request has transferred the conversation, or if it is closed.
    return (await conversations.assign(conversation, to)) ? assigned : refused('conflict')
  }
