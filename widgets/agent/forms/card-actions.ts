/** What the buttons of a form's card do. Each says on the card what came of it. */
import type { FormId } from '../../../contracts/identifiers.ts'
import { bestLocale } from '../../../contracts/localised.ts'
import { cancelForm } from '../../../contracts/steps/cancel-form.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { RetrievedAnswers } from '../answers/retrieved-answers.ts'
import type { TabKeys } from '../answers/tab-keys.ts'
import type { Messages } from '../messages/messages.ts'
import type { createFormSender, FormToSend } from '../sending/send-forms.ts'
import type { Access } from '../sign-in/access.ts'
import type { ConversationForms, PanelForm } from './conversation-forms.ts'
import type { FormCardPorts, NoticeKind } from './form-card.ts'

export interface CardActionPorts {
  readonly access: Access
  readonly messages: Messages
  readonly keys: TabKeys
  readonly forms: ConversationForms
  readonly answers: RetrievedAnswers
  readonly formSender: ReturnType<typeof createFormSender>
  readonly templateOf: (form: PanelForm) => Promise<Reply<Template>>
  readonly showNotice: (formId: FormId, text: string, kind: NoticeKind) => void
  /** Tells why nothing came of it; answers whether something did. */
  readonly reportFailure: (
    reply: Reply<unknown>,
    showMessage: (text: string) => void,
    isSending?: boolean,
  ) => Promise<boolean>
  /** Sends a new form; answers whether it certainly went out. */
  readonly send: (form: FormToSend, showMessage: (text: string) => void) => Promise<boolean>
  readonly show: (formId: FormId) => void
}

export type CardActions = Pick<FormCardPorts, 'sendAgain' | 'cancel' | 'read' | 'putAway' | 'askAgain'>

export const createCardActions = (ports: CardActionPorts): CardActions => {
  const { access, messages, keys, forms, answers, formSender, templateOf, showNotice, reportFailure, send, show } =
    ports
  const showErrorOn = (formId: FormId) => (text: string) => showNotice(formId, text, 'bad')
  return {
    async sendAgain(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      const template = await templateOf(form)
      const reply = template.outcome === 'done' ? await formSender.sendAgain(formId, template.value) : template
      if (!(await reportFailure(reply, showErrorOn(formId), true))) return
      showNotice(formId, messages.wasSentAgain, 'good')
      await forms.refresh()
    },

    async cancel(formId) {
      const reply = await access.call(cancelForm, { path: { formId }, body: {} })
      if (!(await reportFailure(reply, showErrorOn(formId)))) return
      showNotice(formId, '', 'good')
      await forms.refresh()
    },

    async read(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      // What this tab holds is shown only while the conversation lasts. Not reached, the service has not said that it is over.
      if (answers.stateOf(formId) === 'held') await forms.refresh()
      const hadKey = keys.has(formId) || answers.stateOf(formId) !== 'nothing'
      if (!(await reportFailure(await answers.read(form), showErrorOn(formId)))) return
      const isMissing = answers.lostQuestions(formId).length > 0
      showNotice(formId, isMissing && !hadKey ? messages.keyGoneSubmitted : '', 'warn')
    },

    putAway(formId) {
      showNotice(formId, '', 'good')
      answers.close(formId)
    },

    async askAgain(formId) {
      const form = forms.get(formId)
      const template = form && (await templateOf(form))
      if (template?.outcome !== 'done') return
      const { title, defaultLocale } = template.value
      const locale = keys.sentFromTab(formId)?.locale ?? bestLocale(title, undefined, defaultLocale)
      const formToSend = { template: template.value, locale, only: answers.lostQuestions(formId), follows: formId }
      if (await send(formToSend, showErrorOn(formId))) answers.clearLostQuestions(formId)
      show(formId)
    },
  }
}
