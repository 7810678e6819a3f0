/**
 * Whether anything can still be done in the conversation, as far as a list of its forms and a refusal tell. The service does not
 * say why it refuses, so that nobody learns from it; the agent is told what fits.
 */
import type { ConversationEventMessage } from '../../../contracts/events.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { Messages } from '../messages/messages.ts'
import type { PanelForm } from './conversation-forms.ts'

/** `either`: over, or with a colleague. */
export type ConversationEnd = 'no' | 'over' | 'transferred' | 'either'

/** In this order: what is known to be over stays over, whichever message comes late or twice. */
const ends: readonly ConversationEnd[] = ['no', 'transferred', 'either', 'over']

export const laterEnd = (one: ConversationEnd, other: ConversationEnd): ConversationEnd =>
  ends.indexOf(one) >= ends.indexOf(other) ? one : other

/** What the service pushes of a conversation. */
export const endOfEvent = ({ event }: Pick<ConversationEventMessage, 'event'>): ConversationEnd =>
  event === 'conversation-closed' ? 'over' : 'transferred'

/** Such a form keeps its submission until its conversation is closed, or what was submitted is erased. */
const isSubmitted = ({ status }: PanelForm): boolean => status === 'submitted' || status === 'retrieved'

/** `isSendingRefused`: the service has just refused to send something in it. */
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
