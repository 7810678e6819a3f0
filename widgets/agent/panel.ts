/** The panel of one conversation for one sign-in. Connects the forms, the answers, the pushed events and the cards. */
import type { ConversationEventMessage } from '../../contracts/events.ts'
import type { ConversationId, FormId, Locale } from '../../contracts/identifiers.ts'
import { bestLocale, textFor } from '../../contracts/localised.ts'
import { isOffTheRecord } from '../../contracts/question-types.ts'
import type { RequestedContext } from '../../contracts/requested-context.ts'
import type { Template } from '../../contracts/template.ts'
import type { Reply } from '../shared/api-client.ts'
import type { AgentFrameMessage } from '../shared/frame-messages.ts'
import { askedQuestionsOf } from './answers/held-answers.ts'
import { createRetrievedAnswers, type RetrievedAnswers } from './answers/retrieved-answers.ts'
import type { TabKeys } from './answers/tab-keys.ts'
import { createCardActions } from './forms/card-actions.ts'
import {
  type ConversationEnd,
  conversationEnd,
  endMessage,
  endOfEvent,
  laterConversationEnd,
} from './forms/conversation-end.ts'
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
  /** The language for forms that the desktop has set, if any. */
  readonly visitorLocale: Locale | undefined
  readonly keys: TabKeys
  readonly templates: Templates
  readonly view: PanelView
  readonly postToDesktop: (message: AgentFrameMessage) => void
  /** Returns true if the signed-in agent sent this form. */
  readonly isMine: (form: PanelForm) => boolean
  readonly copyText: (text: string) => Promise<boolean>
}

export interface Panel {
  /** Fetches the forms of the conversation and shows them. */
  refresh(): Promise<Reply<readonly PanelForm[]>>
  /**
   * Applies a pushed event about the whole conversation. When the conversation is closed, all answers are forgotten immediately.
   * When it is transferred, revealed answers are masked.
   */
  applyConversationEvent(event: ConversationEventMessage): void
  readonly forms: ReturnType<typeof createConversationForms>
  readonly answers: RetrievedAnswers
  /** Sends a form. The service refuses with `conflict` if the template is no longer the latest version. */
  send(template: Template, locale: Locale, context: RequestedContext | undefined): Promise<Reply<FormId>>
}

const codesOfPossibleEnd: ReadonlySet<string> = new Set(['not-available', 'conflict'])

export const createPanel = (ports: PanelPorts): Panel => {
  const { access, conversationId, messages, locale, keys, templates, view, postToDesktop, isMine, copyText } = ports
  const { visitorLocale } = ports
  const cards = new Map<FormId, FormCard>()
  const templateOf = ({ templateId, templateVersion }: PanelForm) => templates.get(templateId, templateVersion)
  const loadedTemplates = new Map<FormId, Template>()
  let end: ConversationEnd = 'no'

  const formSender = createFormSender({ access, conversationId, visitorLocale, keys, postToDesktop })

  const showNoticeOn = (formId: FormId, text: string, kind: 'good' | 'warn' | 'bad') => {
    cards.get(formId)?.showNotice(text, kind)
    if (text !== '') view.announce(text)
  }
  /** Shows why an action failed. Also checks the conversation, because a refusal may mean that it was closed or transferred. */
  const reportFailure = async (
    reply: Reply<unknown>,
    showMessage: (text: string) => void,
    isSending = false,
  ): Promise<boolean> => {
    const message = refusalMessage(reply, messages)
    if (message === undefined) return true
    showMessage(message)
    if (reply.outcome !== 'refused' || !codesOfPossibleEnd.has(reply.code)) return false
    const isSendingRefused = isSending && reply.code === 'not-available'
    const newEnd = conversationEnd(await forms.refresh(), isMine, isSendingRefused)
    if (newEnd !== 'no') showMessage('')
    applyEnd(newEnd)
    return false
  }
  const applyEnd = (newEnd: ConversationEnd) => {
    const latest = laterConversationEnd(end, newEnd)
    if (latest === 'no' || latest === end) return
    end = latest
    // Before showing the message, remove everything that must no longer be visible.
    if (latest === 'transferred') answers.hideAll()
    else answers.forgetAll()
    view.showNotice(endMessage(latest, messages))
    view.hideSending()
    for (const form of forms.all()) show(form)
  }

  const stateOf = (form: PanelForm) => {
    const template = loadedTemplates.get(form.formId)
    const questions = template && askedQuestionsOf(form, template, keys.sentFromTab(form.formId))
    const answersState = answers.stateOf(form.formId)
    const hasOffTheRecord = questions?.some(isOffTheRecord) ?? false
    return {
      isMine: isMine(form),
      isFetching: answersState === 'soon',
      isHeld: answersState === 'held',
      isShown: answersState === 'shown',
      isKeyLost: hasOffTheRecord && !keys.has(form.formId) && ['sent', 'opened'].includes(form.status),
      askedCount: questions?.length,
      lostCount: answers.lostQuestions(form.formId).length,
      isEnded: end === 'over' || end === 'either',
      isTransferred: end === 'transferred',
    }
  }
  const show = (form: PanelForm) => cards.get(form.formId)?.show(form, stateOf(form))

  const loadTemplate = async (form: PanelForm) => {
    const reply = await templateOf(form)
    const card = cards.get(form.formId)
    if (reply.outcome !== 'done' || card === undefined) return
    loadedTemplates.set(form.formId, reply.value)
    const { title, defaultLocale } = reply.value
    card.setTitle(textFor(title, locale, defaultLocale), bestLocale(title, locale, defaultLocale))
    const current = forms.get(form.formId) ?? form
    const state = stateOf(current)
    if (state.isKeyLost && state.isMine) card.showNotice(messages.keyGone, 'warn')
    show(current)
  }

  const changed = (form: PanelForm, before: PanelForm | undefined) => {
    if (before === undefined) {
      const card = createFormCard(form, { messages, locale, ...actions })
      cards.set(form.formId, card)
      view.addCard(card.root)
      void loadTemplate(form)
    }
    if (before?.submissionId !== undefined && form.submissionId === undefined) {
      answers.forget(form.formId)
      showNoticeOn(form.formId, messages.noLonger, 'warn')
    }
    show(form)
    if (isMine(form) && form.status === 'submitted') void answers.fetch(form)
    if (before === undefined) return
    notifyDesktop(form, before, postToDesktop)
    if (form.status === before.status) return
    announce(form)
    // An earlier notice about the unsubmitted form no longer applies.
    if (form.status === 'submitted' && !keys.has(form.formId)) showNoticeOn(form.formId, '', 'good')
  }
  /**
   * The last announcement for each form. It prevents repeated announcements, because the same status may arrive both in an event
   * and in a reply.
   */
  const lastAnnounced = new Map<FormId, string>()
  const announce = (form: PanelForm) => {
    const template = loadedTemplates.get(form.formId)
    const name = template === undefined ? form.templateId : textFor(template.title, locale, template.defaultLocale)
    const text = `${name}: ${statusText(form, stateOf(form), messages)}`
    if (text !== lastAnnounced.get(form.formId)) view.announce(text)
    lastAnnounced.set(form.formId, text)
  }
  const forms = createConversationForms({ access, conversationId, changed, onUnknownForm: () => void forms.refresh() })

  const answers: RetrievedAnswers = createRetrievedAnswers({
    access,
    keys,
    messages,
    locale,
    templateOf,
    answersElementOf: (formId) => cards.get(formId)?.answers ?? document.createElement('div'),
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
    opened: (formId) => showNoticeOn(formId, messages.openedOnce, 'good'),
    forgotten: (formId) => showNoticeOn(formId, '', 'good'),
    copyText,
    announce: (text) => view.announce(text),
  })

  const send = async (form: FormToSend, showMessage: (text: string) => void): Promise<Reply<FormId>> => {
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
  const actions = createCardActions({
    ...{ access, messages, visitorLocale, keys, forms, answers, formSender, templateOf, reportFailure, send },
    latestTemplateOf: ({ templateId }) => templates.get(templateId),
    showNotice: showNoticeOn,
    show(formId) {
      const form = forms.get(formId)
      if (form !== undefined) show(form)
    },
  })

  return {
    forms,
    answers,
    applyConversationEvent(event) {
      if (event.conversationId === conversationId) applyEnd(endOfEvent(event))
    },
    async refresh() {
      const reply = await forms.refresh()
      applyEnd(conversationEnd(reply, isMine, false))
      return reply
    },
    send: (template, formLocale, context) =>
      send({ template, locale: formLocale, context }, (text) => view.showNotice(text, 'bad')),
  }
}
