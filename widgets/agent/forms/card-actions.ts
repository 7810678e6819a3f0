/** What the buttons of a form's card do. Each says on the card what came of it. */
import type { FormId } from '../../../contracts/identifiers.ts'
import { bestLocale } from '../../../contracts/localised.ts'
import { cancelForm } from '../../../contracts/steps/cancel-form.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { AnswersDesk } from '../answers/retrieved-answers.ts'
import type { TabKeys } from '../answers/tab-keys.ts'
import type { Words } from '../messages/messages.ts'
import type { createSending, Sending } from '../sending/send-forms.ts'
import type { Access } from '../sign-in/access.ts'
import type { ConversationForms, PanelForm } from './conversation-forms.ts'
import type { FormCardPorts, NoticeKind } from './form-card.ts'

export interface CardActionPorts {
  readonly access: Access
  readonly words: Words
  readonly keys: TabKeys
  readonly forms: ConversationForms
  readonly answers: AnswersDesk
  readonly sending: ReturnType<typeof createSending>
  readonly templateOf: (form: PanelForm) => Promise<Reply<Template>>
  readonly say: (formId: FormId, said: string, kind: NoticeKind) => void
  /** Tells why nothing came of it; answers whether something did. */
  readonly explain: (reply: Reply<unknown>, say: (said: string) => void, isSending?: boolean) => Promise<boolean>
  /** Sends a new form; answers whether it certainly went out. */
  readonly send: (what: Sending, say: (said: string) => void) => Promise<boolean>
  readonly show: (formId: FormId) => void
}

export type CardActions = Pick<FormCardPorts, 'sendAgain' | 'cancel' | 'read' | 'putAway' | 'askAgain'>

export const createCardActions = (ports: CardActionPorts): CardActions => {
  const { access, words, keys, forms, answers, sending, templateOf, say, explain, send, show } = ports
  const badOn = (formId: FormId) => (said: string) => say(formId, said, 'bad')
  return {
    async sendAgain(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      const template = await templateOf(form)
      const reply = template.outcome === 'done' ? await sending.sendAgain(formId, template.value) : template
      if (!(await explain(reply, badOn(formId), true))) return
      say(formId, words.wasSentAgain, 'good')
      await forms.refresh()
    },

    async cancel(formId) {
      const reply = await access.ask(cancelForm, { path: { formId }, body: {} })
      if (!(await explain(reply, badOn(formId)))) return
      say(formId, '', 'good')
      await forms.refresh()
    },

    async read(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      // What this tab holds is shown only while the conversation lasts. Not reached, the service has not said that it is over.
      if (answers.holds(formId) === 'held') await forms.refresh()
      const hadKey = keys.has(formId) || answers.holds(formId) !== 'nothing'
      if (!(await explain(await answers.read(form), badOn(formId)))) return
      const isMissing = answers.lost(formId).length > 0
      say(formId, isMissing && !hadKey ? words.keyGoneSubmitted : '', 'warn')
    },

    putAway(formId) {
      say(formId, '', 'good')
      answers.putAway(formId)
    },

    async askAgain(formId) {
      const form = forms.get(formId)
      const template = form && (await templateOf(form))
      if (template?.outcome !== 'done') return
      const { title, defaultLocale } = template.value
      const locale = keys.sentHere(formId)?.locale ?? bestLocale(title, undefined, defaultLocale)
      const what = { template: template.value, locale, only: answers.lost(formId), follows: formId }
      if (await send(what, badOn(formId))) answers.askedAgain(formId)
      show(formId)
    },
  }
}
