/** Shows why an action failed. Also checks the conversation, because a refusal may mean that it was closed or transferred. */
import type { Reply } from '../../shared/api-client.ts'
import type { Messages } from '../messages/messages.ts'
import { type ConversationEnd, conversationEnd } from './conversation-end.ts'
import type { ConversationForms, PanelForm } from './conversation-forms.ts'
import { refusalMessage } from './refusal-messages.ts'

/** Resolves to true if the action succeeded. */
export type ReportFailure = (
  reply: Reply<unknown>,
  showMessage: (text: string) => void,
  isSending?: boolean,
) => Promise<boolean>

export interface ReportFailurePorts {
  readonly messages: Messages
  readonly forms: Pick<ConversationForms, 'refresh'>
  readonly isMine: (form: PanelForm) => boolean
  readonly applyEnd: (end: ConversationEnd) => void
}

const codesOfPossibleEnd: ReadonlySet<string> = new Set(['not-available', 'conflict'])

export const createReportFailure =
  ({ messages, forms, isMine, applyEnd }: ReportFailurePorts): ReportFailure =>
  async (reply, showMessage, isSending = false) => {
    const message = refusalMessage(reply, messages)
    if (message === undefined) return true
    showMessage(message)
    if (reply.outcome !== 'refused' || !codesOfPossibleEnd.has(reply.code)) return false
    const isSendingRefused = isSending && reply.code === 'not-available'
    const end = conversationEnd(await forms.refresh(), isMine, isSendingRefused)
    if (end !== 'no') showMessage('')
    applyEnd(end)
    return false
  }
