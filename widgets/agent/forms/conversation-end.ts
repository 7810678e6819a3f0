/**
 * Infers from the list of forms and a refusal whether the agent can still act in the conversation. The service does not reveal
 * why it refuses, so the agent may see both possible reasons.
 */
import type { ConversationEventMessage } from '../../../contracts/events.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { Messages } from '../messages/messages.ts'
import type { PanelForm } from './conversation-forms.ts'

/** `over`: closed. `either`: closed or transferred. */
export type ConversationEnd = 'no' | 'over' | 'transferred' | 'either'

/** In ascending order: a late or repeated message cannot undo a later end. */
const ends: readonly ConversationEnd[] = ['no', 'transferred', 'either', 'over']

export const laterConversationEnd = (one: ConversationEnd, other: ConversationEnd): ConversationEnd =>
  ends.indexOf(one) >= ends.indexOf(other) ? one : other

/** Maps a pushed event. */
export const endOfEvent = ({ event }: Pick<ConversationEventMessage, 'event'>): ConversationEnd =>
  event === 'conversation-closed' ? 'over' : 'transferred'

/** Such a form has a submission id until its conversation is closed or the submission is erased. */
const isSubmitted = ({ status }: PanelForm): boolean => status === 'submitted' || status === 'retrieved'

/** `isSendingRefused`: the service has just refused to send a form in the conversation. */
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
