/**
 * Infers whether the agent can still act in the conversation, from the list of forms and from a refusal. The service does not
 * reveal the reason for a refusal, so the panel may show both possible reasons.
 */
import type { ConversationEventMessage } from '../../../contracts/events.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { Messages } from '../messages/messages.ts'
import type { PanelForm } from './conversation-forms.ts'

/**
 * How the conversation ended for the agent. `no`: it has not ended. `over`: it was closed. `either`: it was closed or
 * transferred, and the panel cannot know which.
 */
export type ConversationEnd = 'no' | 'over' | 'transferred' | 'either'

/** The ends in ascending order. A late or repeated message cannot replace an end with one that is earlier in this list. */
const ends: readonly ConversationEnd[] = ['no', 'transferred', 'either', 'over']

export const laterConversationEnd = (one: ConversationEnd, other: ConversationEnd): ConversationEnd =>
  ends.indexOf(one) >= ends.indexOf(other) ? one : other

/** Returns the end that a pushed event reports. */
export const endOfEvent = ({ event }: Pick<ConversationEventMessage, 'event'>): ConversationEnd =>
  event === 'conversation-closed' ? 'over' : 'transferred'

/** Returns true for a submitted form. It has a submission id until its conversation is closed or the submission is erased. */
const isSubmitted = ({ status }: PanelForm): boolean => status === 'submitted' || status === 'retrieved'

/**
 * Infers how the conversation ended for the agent. `isSendingRefused` is true if the service has just refused to send a form in
 * the conversation.
 */
export const conversationEnd = (
  formsReply: Reply<readonly PanelForm[]>,
  isMine: (form: PanelForm) => boolean,
  isSendingRefused: boolean,
): ConversationEnd => {
  if (formsReply.outcome !== 'done') {
    const isNotAvailable = formsReply.outcome === 'refused' && formsReply.code === 'not-available'
    return isNotAvailable ? 'either' : 'no'
  }
  if (!isSendingRefused) return 'no'
  const submitted = formsReply.value.filter((form) => isMine(form) && isSubmitted(form))
  if (submitted.length === 0) return 'either'
  return submitted.some(({ submissionId }) => submissionId !== undefined) ? 'transferred' : 'over'
}

export const endMessage = (end: Exclude<ConversationEnd, 'no'>, messages: Messages): string =>
  ({ over: messages.over, transferred: messages.transferred, either: messages.overOrTransferred })[end]
