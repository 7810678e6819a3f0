/** Sends a form for the agent, and shows why that failed or that the outcome is unclear. */
import type { FormId } from '../../../contracts/identifiers.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { ConversationForms, PanelForm } from '../forms/conversation-forms.ts'
import type { ReportFailure } from '../forms/report-failure.ts'
import type { Messages } from '../messages/messages.ts'
import type { createFormSender, FormToSend } from './send-forms.ts'

export interface SendActionPorts {
  readonly formSender: Pick<ReturnType<typeof createFormSender>, 'send'>
  readonly messages: Messages
  readonly forms: Pick<ConversationForms, 'refresh' | 'get'>
  readonly reportFailure: ReportFailure
  readonly announce: (form: PanelForm) => void
}

export type SendAction = (form: FormToSend, showMessage: (text: string) => void) => Promise<Reply<FormId>>

export const createSendAction =
  ({ formSender, messages, forms, reportFailure, announce }: SendActionPorts): SendAction =>
  async (form, showMessage) => {
    showMessage('')
    const reply = await formSender.send(form)
    if (reply.outcome === 'refused' && reply.code === 'conflict') showMessage(messages.templateChanged)
    else if (reply.outcome === 'unclear') showMessage(messages.sendingUnclear)
    else await reportFailure(reply, showMessage, true)
    if (reply.outcome === 'refused') return reply
    await forms.refresh()
    const sent = reply.outcome === 'done' ? forms.get(reply.value) : undefined
    if (sent !== undefined) announce(sent)
    return reply
  }
