import type { ConversationRecord } from '../core/conversations/conversation.ts'
import type { Admitted } from './admission.ts'

/** True if the conversation is assigned to this person. The same subject of another issuer is another person. */
export const isAssigned = (
  { siteId, agentId, agentIssuer }: ConversationRecord,
  { person }: Pick<Admitted, 'person'>,
): boolean => siteId === person.siteId && agentIssuer === person.issuer && agentId === person.subject
