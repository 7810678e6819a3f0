import type { ConversationEventMessage, FormEventMessage } from '../../../contracts/events.ts'
import type { ConversationRef } from '../conversations/conversations.ts'
import type { FormRecord } from '../forms/form.ts'
import type { PersonAtSite } from './connections.ts'

/**
 * Notifies open tabs directly from a step, so that agents do not wait for the audit table's stream. The stream pushes
 * the same message again, so a message that fails here is delayed, not lost. Each call returns within a time limit,
 * even if its work is not finished. No call throws.
 */
export interface AgentNotifier {
  /** Sends a message to the open tabs of the agent who sent the form. */
  notifySender(form: Pick<FormRecord, 'siteId' | 'sender'>, message: FormEventMessage): Promise<void>
  /** Sends a message to the open tabs of each agent who sent a form in the conversation. */
  notifySenders(conversation: ConversationRef, message: ConversationEventMessage): Promise<void>
  /** Closes each socket of a person whose sign-in has ended or no longer permits the use of forms. */
  closeUnauthorizedSockets(person: PersonAtSite): Promise<void>
}
