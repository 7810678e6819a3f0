/** The panel of one conversation for one sign-in. Connects its state, the forms, the answers, the pushed events and the cards. */
import type { ConversationEventMessage } from '../../contracts/events.ts'
import type { ConversationId, FormId, Locale } from '../../contracts/identifiers.ts'
import type { RequestedContext } from '../../contracts/requested-context.ts'
import type { Template } from '../../contracts/template.ts'
import type { Reply } from '../shared/api-client.ts'
import { createRetrievedAnswers, type RetrievedAnswers } from './answers/retrieved-answers.ts'
import type { TabKeys } from './answers/tab-keys.ts'
import type { Desktop } from './desktop.ts'
import { createCardActions } from './forms/card-actions.ts'
import { type CardState, cardStateOf } from './forms/card-state.ts'
import { type ConversationEnd, conversationEnd, endMessage, endOfEvent } from './forms/conversation-end.ts'
import { createConversationForms, type PanelForm } from './forms/conversation-forms.ts'
import { notifyDesktop } from './forms/desktop-events.ts'
import { createFormList } from './forms/form-list.ts'
import { stepText, titleOf } from './forms/form-texts.ts'
import { createReportFailure } from './forms/report-failure.ts'
import type { Messages } from './messages/messages.ts'
import {
  announced,
  answersViewed,
  clipboardNoteShown,
  conversationEnded,
  foundRetrieved,
  initialPanelState,
  templateLoaded,
  unreadChanged,
} from './panel-state.ts'
import type { PanelView } from './panel-view.ts'
import { createSendAction } from './sending/send-action.ts'
import { createFormSender } from './sending/send-forms.ts'
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
  readonly postToDesktop: Desktop['post']
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

export const createPanel = (ports: PanelPorts): Panel => {
  const { access, conversationId, messages, locale, keys, templates, view, postToDesktop, isMine } = ports
  let state = initialPanelState
  const templateOf = ({ templateId, templateVersion }: PanelForm) => templates.get(templateId, templateVersion)

  const cardState = (form: PanelForm): CardState => {
    const { formId } = form
    return cardStateOf({
      ...{ form, isMine: isMine(form), template: state.templates.get(formId), end: state.end },
      ...{ answers: answers.phaseOf(formId), lostCount: answers.lostQuestions(formId).length },
      ...{ hasMadeKey: keys.hasMade(formId), sent: keys.sentFromTab(formId), wasViewed: state.viewed.has(formId) },
      ...{ wasUnread: state.unread.has(formId), wasRetrieved: state.retrievedBefore.has(formId) },
    })
  }
  const show = (form: PanelForm) => {
    const { formId } = form
    if (answers.phaseOf(formId) === 'shown' && !state.viewed.has(formId)) {
      state = answersViewed(state, formId)
      postToDesktop({ sealform: 'v1', message: 'event', event: 'viewed', formId })
    }
    list.show(form, cardState(form), state.templates.get(formId))
    const { size: before } = state.unread
    const unread = forms.all().filter((each) => cardState(each).isUnread)
    state = unreadChanged(
      state,
      unread.map((each) => each.formId),
    )
    const { size: count } = state.unread
    if (count === before) return
    postToDesktop({ sealform: 'v1', message: 'event', event: 'unread', count })
    view.setUnread(count)
    if (count > before) view.signalAnswer()
  }
  const showAgain = (formId: FormId) => {
    const form = forms.get(formId)
    if (form !== undefined) show(form)
  }
  const announce = (form: PanelForm) => {
    const { text: title } = titleOf(form, state.templates.get(form.formId), locale)
    const text = `${title}: ${stepText(cardState(form), messages)}`
    const before = state
    state = announced(state, form.formId, text)
    if (state !== before) view.announce(text)
  }

  const applyEnd = (end: ConversationEnd) => {
    const before = state
    state = conversationEnded(state, end)
    if (state === before || state.end === 'no') return
    // Before showing the message, remove everything that must no longer be visible.
    if (state.end === 'transferred') answers.hideAll('all')
    else answers.forgetAll()
    view.showNotice(endMessage(state.end, messages))
    view.hideSending()
    for (const form of forms.all()) show(form)
  }

  const changed = (form: PanelForm, before: PanelForm | undefined) => {
    const { formId, status } = form
    if (before === undefined) {
      if (status === 'retrieved') state = foundRetrieved(state, formId)
      list.add(form)
      void templateOf(form).then((reply) => {
        if (reply.outcome === 'done') state = templateLoaded(state, formId, reply.value)
        showAgain(formId)
      })
    }
    if (before?.submissionId !== undefined && form.submissionId === undefined) {
      answers.forget(formId)
      list.showNotice(formId, messages.noLonger, 'warn')
    }
    if (isMine(form) && status === 'submitted') void answers.fetch(form)
    show(form)
    if (before === undefined) return
    notifyDesktop(form, before, postToDesktop)
    if (status === before.status) return
    announce(form)
    if (status === 'submitted' && isMine(form)) list.bringIntoView(formId)
  }

  const forms = createConversationForms({ access, conversationId, changed, onUnknownForm: () => void forms.refresh() })
  const answers: RetrievedAnswers = createRetrievedAnswers({
    ...{ access, keys, messages, locale, templateOf, copyText: ports.copyText },
    answersElementOf: (formId) => list.answersElementOf(formId),
    retrieved({ formId }, { submissionId }) {
      forms.markRetrieved(formId, submissionId)
      postToDesktop({ sealform: 'v1', message: 'event', event: 'retrieved', formId, submissionId })
    },
    changed: showAgain,
    announce: (text) => view.announce(text),
    takeClipboardNote() {
      const before = state
      state = clipboardNoteShown(state)
      return state === before ? undefined : messages.clipboardNote
    },
  })
  const reportFailure = createReportFailure({ messages, forms, isMine, applyEnd })
  const formSender = createFormSender({ ...ports, conversationId })
  const send = createSendAction({ formSender, messages, forms, reportFailure, announce })
  const list = createFormList({
    ...{ messages, locale, view, postToDesktop },
    actions: createCardActions({
      ...{ access, messages, visitorLocale: ports.visitorLocale, keys, forms, answers, formSender, templateOf },
      ...{ reportFailure, send, show: showAgain },
      latestTemplateOf: ({ templateId }) => templates.get(templateId),
      showNotice: (...notice) => list.showNotice(...notice),
    }),
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
