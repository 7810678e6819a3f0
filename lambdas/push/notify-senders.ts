/**
 * Notifies each agent who sent a form in a conversation that the conversation was closed or transferred to another
 * agent.
 */
import type { ConversationEventMessage } from '../../contracts/events.ts'
import { forEachConcurrently } from '../core/concurrency.ts'
import type { ConversationRef } from '../core/conversations/conversations.ts'
import type { FormRecord } from '../core/forms/form.ts'
import type { Forms } from '../core/forms/forms.ts'
import type { Records } from '../core/records/records.ts'
import { type NotifyAgentPorts, notifyAgent } from './notify-agent.ts'

export interface NotifySendersPorts extends NotifyAgentPorts {
  readonly records: Pick<Records, 'read'>
  readonly forms: Pick<Forms, 'listByConversation'>
}

type Sender = FormRecord['sender']

const formsPerPage = 100
const maxConcurrentSenders = 5

/**
 * Notifies each agent who sent a form in the conversation, except the agent to whom the conversation was transferred.
 * Throws if the tables do not respond.
 */
export const notifySenders =
  (ports: NotifySendersPorts) =>
  async (conversation: ConversationRef, message: ConversationEventMessage): Promise<void> => {
    const { siteId } = conversation
    const senders = await sendersIn(ports.forms, conversation)
    const notified =
      message.event === 'conversation-closed' ? senders : await withoutAssignedAgent(ports, conversation, senders)
    await forEachConcurrently(maxConcurrentSenders, notified, (sender) =>
      notifyAgent(ports)({ siteId, ...sender }, message),
    )
  }

const sendersIn = async (
  forms: NotifySendersPorts['forms'],
  conversation: ConversationRef,
): Promise<readonly Sender[]> => {
  const senders = new Map<string, Sender>()
  let page = await forms.listByConversation(conversation, { limit: formsPerPage })
  for (;;) {
    for (const { sender } of page.forms) senders.set(JSON.stringify([sender.issuer, sender.subject]), sender)
    if (page.next === undefined) return [...senders.values()]
    page = await forms.listByConversation(conversation, { limit: formsPerPage, after: page.next })
  }
}

const withoutAssignedAgent = async (
  { records }: NotifySendersPorts,
  conversation: ConversationRef,
  senders: readonly Sender[],
): Promise<readonly Sender[]> => {
  if (senders.length === 0) return senders
  const { agentId, agentIssuer } = (await records.read({ conversation })).conversation ?? {}
  return senders.filter(({ issuer, subject }) => subject !== agentId || issuer !== agentIssuer)
}
