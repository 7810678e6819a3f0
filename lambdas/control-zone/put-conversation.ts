/** put-conversation: the chat backend opens a conversation, or transfers it by naming another agent. */
import type { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Conversations } from '../core/conversations/conversations.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { actorOf } from '../identity/actor.ts'
import { admitMachine, wantedCallerRecords } from '../identity/admission.ts'

export interface PutConversationPorts {
  readonly records: Records
  readonly conversations: Conversations
  readonly audit: AuditLog
  readonly clock: Clock
}

/** Repeating it changes nothing. A closed conversation never reopens: 409. */
export const putConversation =
  ({ records, conversations, audit, clock }: PutConversationPorts) =>
  async ({ principal, path, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const { conversationId } = path
    const conversation = { siteId, conversationId }
    const found = await records.read({ ...wantedCallerRecords(principal), conversation })
    const caller = await admitMachine({ audit, clock })(principal, found)
    if ('refused' in caller) return caller

    const actor = actorOf(caller.admitted)
    const agent = { agentId: body.agentId, agentIssuer: caller.admitted.agentsOf }
    const assigned = done({ conversationId, status: 'active', agentId: body.agentId } as const)
    let stored = found.conversation
    if (stored === undefined) {
      const chainPlace = await audit.append(
        { event: 'conversation-opened', actor, outcome: 'done', ...conversation },
        undefined,
      )
      const opened = { ...conversation, ...body, ...agent, state: 'active', openedAt: clock.now(), chainPlace } as const
      if (await conversations.open(opened)) return assigned
      // Somebody opened it meanwhile: go on with theirs.
      stored = (await records.read({ conversation })).conversation
    }
    if (stored?.state !== 'active') return refused('conflict')

    const isTransfer = stored.agentId !== agent.agentId || stored.agentIssuer !== agent.agentIssuer
    const isNewVisitorRef = body.visitorRef !== undefined && body.visitorRef !== stored.visitorRef
    if (!isTransfer && !isNewVisitorRef) return assigned
    if (isTransfer) {
      await audit.append(
        { event: 'conversation-transferred', actor, outcome: 'done', ...conversation },
        stored.chainPlace,
      )
    }
    return (await conversations.assign(conversation, { ...body, ...agent, now: clock.now() }))
      ? assigned
      : refused('conflict')
  }
