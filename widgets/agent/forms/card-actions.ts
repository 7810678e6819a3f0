/** The actions that the buttons on a form's card start. Each shows its result on the card. */
import type { FormId, Locale } from '../../../contracts/identifiers.ts'
import { bestLocale } from '../../../contracts/localised.ts'
import { cancelForm } from '../../../contracts/steps/cancel-form.ts'
import { localise, type Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { RetrievedAnswers } from '../answers/retrieved-answers.ts'
import type { TabKeys } from '../answers/tab-keys.ts'
import type { Messages } from '../messages/messages.ts'
import type { SendAction } from '../sending/send-action.ts'
import type { createFormSender, FormToSend } from '../sending/send-forms.ts'
import type { Access } from '../sign-in/access.ts'
import type { ConversationForms, PanelForm } from './conversation-forms.ts'
import type { CardActions, NoticeKind } from './form-card.ts'
import type { ReportFailure } from './report-failure.ts'

export interface CardActionPorts {
  readonly access: Access
  readonly messages: Messages
  /** The language for forms that the desktop has set, if any. */
  readonly visitorLocale: Locale | undefined
  readonly keys: TabKeys
  readonly forms: ConversationForms
  readonly answers: RetrievedAnswers
  readonly formSender: ReturnType<typeof createFormSender>
  /** Loads the form's own version of the template. */
  readonly templateOf: (form: PanelForm) => Promise<Reply<Template>>
  readonly latestTemplateOf: (form: PanelForm) => Promise<Reply<Template>>
  readonly showNotice: (formId: FormId, text: string, kind: NoticeKind) => void
  readonly reportFailure: ReportFailure
  /** Sends a new form, and shows the reason on failure. */
  readonly send: SendAction
  readonly show: (formId: FormId) => void
}

/** Returns true if the questions to ask have exactly the same wording in both versions of a template. */
const asksTheSame = (seen: Template, latest: Template, { locale, only = [] }: Pick<FormToSend, 'locale' | 'only'>) => {
  const [one, other] = [seen, latest].map((template) => JSON.stringify(localise(template, locale, only).questions))
  return one === other
}

export const createCardActions = (ports: CardActionPorts): CardActions => {
  const { access, messages, keys, forms, answers, formSender, templateOf, latestTemplateOf } = ports
  const { visitorLocale, showNotice, reportFailure, send, show } = ports
  const showErrorOn = (formId: FormId) => (text: string) => showNotice(formId, text, 'bad')
  return {
    async sendAgain(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      const template = await templateOf(form)
      const reply = template.outcome === 'done' ? await formSender.sendAgain(form, template.value) : template
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

    async view(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      // Show held answers only while the conversation is active. If the service is unreachable, assume that the conversation is
      // still active.
      if (answers.phaseOf(formId) === 'held') await forms.refresh()
      if (await reportFailure(await answers.read(form), showErrorOn(formId))) showNotice(formId, '', 'good')
    },

    hide(formId) {
      showNotice(formId, '', 'good')
      answers.close(formId)
    },

    async askAgain(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      const [seen, latest] = await Promise.all([templateOf(form), latestTemplateOf(form)])
      if (seen.outcome !== 'done' || latest.outcome !== 'done') return
      const { title, defaultLocale } = seen.value
      const locale = keys.sentFromTab(formId)?.locale ?? bestLocale(title, visitorLocale, defaultLocale)
      const { context } = keys.sentFromTab(formId) ?? form
      const asked = { locale, only: answers.lostQuestions(formId), context }
      if (!asksTheSame(seen.value, latest.value, asked)) return showNotice(formId, messages.templateChanged, 'warn')
      const reply = await send({ ...asked, template: latest.value, follows: formId }, showErrorOn(formId))
      if (reply.outcome === 'done') answers.clearLostQuestions(formId)
      show(formId)
    },
  }
}
