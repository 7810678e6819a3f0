/** put-conversation: the chat backend opens a conversation, or transfers it to another agent. */
import type { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import type { AuditLog, AuditTrail } from '../core/audit/audit.ts'
import { emptyChainHead } from '../core/audit/audit-chain.ts'
import { ensureRecorded } from '../core/audit/ensure-recorded.ts'
import type { Clock } from '../core/clock.ts'
import type { Conversations } from '../core/conversations/conversations.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import { knownSites } from '../core/sites/known-sites.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { admitMachine } from '../identity/admission.ts'

export interface PutConversationPorts {
  readonly records: Records
  readonly conversations: Conversations
  readonly audit: AuditLog
  readonly trail: AuditTrail
  readonly notifier: AgentNotifier
  readonly clock: Clock
}

/**
 * Opens or transfers a conversation. Idempotent. A closed conversation never reopens: a request for it gets 409. An
 * opening is recorded after it takes effect; a repeated request adds a missing record.
 */
export const putConversation = (ports: PutConversationPorts) => {
  const { records, conversations, audit, notifier, clock } = ports
  const admit = admitMachine({ ...ports, sites: knownSites(records) })
  return async ({ principal, path, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const { conversationId } = path
    const conversation = { siteId, conversationId }
    const caller = await admit(principal)
    if ('refused' in caller) return caller

    const actor = actorOf(caller.admitted)
    const agent = { agentId: body.agentId, agentIssuer: caller.admitted.agentsOf }
    const assigned = done({ conversationId, status: 'active', agentId: body.agentId } as const)
    const opening = { event: 'conversation-opened', ...actor, outcome: 'done', ...conversation } as const
    const opened = { ...conversation, ...body, ...agent, state: 'active', openedAt: clock.now() } as const
    // The chain of a new conversation is empty, so the record is appended without reading the chain head.
    if ((await conversations.open(opened)) && (await audit.appendAt(opening, emptyChainHead))) return assigned
    const stored = (await records.read({ conversation })).conversation
    if (stored?.state !== 'active') return refused('conflict')
    await ensureRecorded(ports, opening)

    const isTransfer = stored.agentId !== agent.agentId || stored.agentIssuer !== agent.agentIssuer
    const isNewVisitorRef = body.visitorRef !== undefined && body.visitorRef !== stored.visitorRef
    if (!isTransfer && !isNewVisitorRef) return assigned
    const to = { ...body, ...agent, now: clock.now() }
    if (isTransfer) {
      const event = { ...opening, event: 'conversation-transferred' } as const
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
}
