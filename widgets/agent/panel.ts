/** The panel of one conversation, for one sign-in: brings forms, answers, pushes and cards together. */
import type { ConversationId, FormId, Locale } from '../../contracts/identifiers.ts'
import { bestLocale, textFor } from '../../contracts/localised.ts'
import { isOffTheRecord } from '../../contracts/question-types.ts'
import type { Template } from '../../contracts/template.ts'
import type { Reply } from '../shared/api-client.ts'
import type { AgentFrameMessage } from '../shared/frame-messages.ts'
import { askedQuestionsOf } from './answers/held-answers.ts'
import { createRetrievedAnswers, type RetrievedAnswers } from './answers/retrieved-answers.ts'
import type { TabKeys } from './answers/tab-keys.ts'
import { createCardActions } from './forms/card-actions.ts'
import { type ConversationEnd, conversationEnd, endMessage } from './forms/conversation-end.ts'
import { createConversationForms, type PanelForm } from './forms/conversation-forms.ts'
import { notifyDesktop } from './forms/desktop-events.ts'
import { createFormCard, type FormCard, statusText } from './forms/form-card.ts'
import { refusalMessage } from './forms/refusal-messages.ts'
import type { Messages } from './messages/messages.ts'
import type { PanelView } from './panel-view.ts'
import { createFormSender, type FormToSend } from './sending/send-forms.ts'
import type { Templates } from './sending/templates.ts'
import type { Access } from './sign-in/access.ts'

export interface PanelPorts {
  readonly access: Access
  readonly conversationId: ConversationId
  readonly messages: Messages
  readonly locale: string
  readonly keys: TabKeys
  readonly templates: Templates
  readonly view: PanelView
  readonly postToDesktop: (message: AgentFrameMessage) => void
  /** Whether the one who is signed in sent this form. */
  readonly isMine: (form: PanelForm) => boolean
  readonly copyText: (text: string) => Promise<boolean>
}

export interface Panel {
  /** Asks for the forms of the conversation and shows them. */
  refresh(): Promise<Reply<readonly PanelForm[]>>
  readonly forms: ReturnType<typeof createConversationForms>
  readonly answers: RetrievedAnswers
  send(template: Template, locale: Locale): Promise<void>
}

const codesOfPossibleEnd: ReadonlySet<string> = new Set(['not-available', 'conflict'])

export const createPanel = (ports: PanelPorts): Panel => {
  const { access, conversationId, messages, locale, keys, templates, view, postToDesktop, isMine, copyText } = ports
  const cards = new Map<FormId, FormCard>()
  const templateOf = ({ templateId, templateVersion }: PanelForm) => templates.get(templateId, templateVersion)
  const known = new Map<FormId, Template>()
  let end: ConversationEnd = 'no'

  const formSender = createFormSender({ access, conversationId, keys, postToDesktop })

  const sayOn = (formId: FormId, said: string, kind: 'good' | 'warn' | 'bad') => {
    cards.get(formId)?.showNotice(said, kind)
    if (said !== '') view.announce(said)
  }
  /** Tells why nothing came of a press. A refusal may mean that the whole conversation is no longer what it was. */
  const reportFailure = async (
    reply: Reply<unknown>,
    say: (said: string) => void,
    isSending = false,
  ): Promise<boolean> => {
    const why = refusalMessage(reply, messages)
    if (why === undefined) return true
    say(why)
    if (reply.outcome !== 'refused' || !codesOfPossibleEnd.has(reply.code)) return false
    const isRefused = isSending && reply.code === 'not-available'
    const found = conversationEnd(await forms.refresh(), isMine, isRefused)
    if (found !== 'no') say('')
    endWith(found)
    return false
  }
  const endWith = (found: ConversationEnd) => {
    if (found === 'no' || found === end) return
    end = found
    view.showNotice(endMessage(found, messages))
    view.hideSending()
    if (found !== 'transferred') answers.forgetAll()
    for (const form of forms.all()) show(form)
  }

  const standingOf = (form: PanelForm) => {
    const template = known.get(form.formId)
    const asked = template && askedQuestionsOf(form, template, keys.sentFromTab(form.formId))
    const holds = answers.stateOf(form.formId)
    const sealsSomething = asked?.some(isOffTheRecord) ?? false
    return {
      isMine: isMine(form),
      isFetching: holds === 'soon',
      isHeld: holds === 'held',
      isShown: holds === 'shown',
      isKeyLost: sealsSomething && !keys.has(form.formId) && ['sent', 'opened'].includes(form.status),
      askedCount: asked?.length,
      lostCount: answers.lostQuestions(form.formId).length,
      isEnded: end === 'over' || end === 'either',
      isTransferred: end === 'transferred',
    }
  }
  const show = (form: PanelForm) => cards.get(form.formId)?.show(form, standingOf(form))

  const learnTemplate = async (form: PanelForm) => {
    const reply = await templateOf(form)
    const card = cards.get(form.formId)
    if (reply.outcome !== 'done' || card === undefined) return
    known.set(form.formId, reply.value)
    const { title, defaultLocale } = reply.value
    card.setTitle(textFor(title, locale, defaultLocale), bestLocale(title, locale, defaultLocale))
    const now = forms.get(form.formId) ?? form
    const standing = standingOf(now)
    if (standing.isKeyLost && standing.isMine) card.showNotice(messages.keyGone, 'warn')
    show(now)
  }

  const changed = (form: PanelForm, before: PanelForm | undefined) => {
    if (before === undefined) {
      const card = createFormCard(form, { messages, locale, ...actions })
      cards.set(form.formId, card)
      view.addCard(card.root)
      void learnTemplate(form)
    }
    if (before?.submissionId !== undefined && form.submissionId === undefined) {
      answers.forget(form.formId)
      sayOn(form.formId, messages.noLonger, 'warn')
    }
    show(form)
    if (isMine(form) && form.status === 'submitted') void answers.fetch(form)
    if (before === undefined) return
    notifyDesktop(form, before, postToDesktop)
    if (form.status === before.status) return
    announce(form)
    // What was said of a form that was still out does not hold for one that is back.
    if (form.status === 'submitted' && !keys.has(form.formId)) sayOn(form.formId, '', 'good')
  }
  /** What was told last of each form: a status may be heard of in more than one way. */
  const announced = new Map<FormId, string>()
  const announce = (form: PanelForm) => {
    const title = known.get(form.formId)
    const name = title === undefined ? form.templateId : textFor(title.title, locale, title.defaultLocale)
    const said = `${name}: ${statusText(form, standingOf(form), messages)}`
    if (said !== announced.get(form.formId)) view.announce(said)
    announced.set(form.formId, said)
  }
  const forms = createConversationForms({ access, conversationId, changed, onUnknownForm: () => void forms.refresh() })

  const answers: RetrievedAnswers = createRetrievedAnswers({
    access,
    keys,
    messages,
    locale,
    templateOf,
    placeOf: (formId) => cards.get(formId)?.answers ?? document.createElement('div'),
    retrieved({ formId }, { submissionId }) {
      forms.markRetrieved(formId, submissionId)
      postToDesktop({ sealform: 'v1', message: 'event', event: 'retrieved', formId, submissionId })
    },
    changed(formId) {
      const form = forms.get(formId)
      if (form === undefined) return
      show(form)
      if (answers.stateOf(formId) === 'held') announce(form)
    },
    opened: (formId) => sayOn(formId, messages.openedOnce, 'good'),
    forgotten: (formId) => sayOn(formId, '', 'good'),
    copyText,
    announce: (said) => view.announce(said),
  })

  const send = async (what: FormToSend, say: (said: string) => void): Promise<boolean> => {
    say('')
    const reply = await formSender.send(what)
    if (reply.outcome === 'unclear') say(messages.sendingUnclear)
    else if (!(await reportFailure(reply, say, true))) return false
    await forms.refresh()
    const sent = reply.outcome === 'done' ? forms.get(reply.value) : undefined
    if (sent !== undefined) announce(sent)
    return reply.outcome === 'done'
  }
  const actions = createCardActions({
    ...{ access, messages, keys, forms, answers, formSender, templateOf, reportFailure, send },
    showNotice: sayOn,
    show(formId) {
      const form = forms.get(formId)
      if (form !== undefined) show(form)
    },
  })

  return {
    forms,
    answers,
    async refresh() {
      const reply = await forms.refresh()
      endWith(conversationEnd(reply, isMine, false))
      return reply
    },
    async send(template, chosen) {
      await send({ template, locale: chosen }, (said) => view.showNotice(said, 'bad'))
    },
  }
}
