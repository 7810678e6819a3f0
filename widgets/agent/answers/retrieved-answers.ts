/**
 * Fetches the answers as soon as they are submitted, because the service holds sealed answers only for seconds. Shows the answers
 * to a form when the agent asks for them. answers-state.ts has the state.
 */
import { contextHash } from '../../../contracts/form-context.ts'
import type { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { Access } from '../sign-in/access.ts'
import {
  type AnswersPhase,
  allAnswersForgotten,
  answersClosed,
  answersForgotten,
  answersHeld,
  answersPhaseOf,
  answersShown,
  fetchEnded,
  fetchStarted,
  heldAnswersTo,
  lostQuestionsAsked,
  lostQuestionsOf,
  noAnswers,
  receivedSubmissionOf,
  sealedAnswerLost,
  sealedAnswerOpened,
  sealedAnswerTaken,
  submissionReceived,
} from './answers-state.ts'
import { type AnswersView, type AnswersViewPorts, showAnswers } from './answers-view.ts'
import { clearLastMatch, type HeldAnswers, holdAnswers } from './held-answers.ts'
import { type RetrievedSubmission, retrieveAnswers } from './retrieve-answers.ts'
import type { Hidden } from './secret-value.ts'
import type { TabKeys } from './tab-keys.ts'

export interface RetrievedAnswersPorts
  extends Pick<AnswersViewPorts, 'messages' | 'locale' | 'copyText' | 'announce' | 'takeClipboardNote'> {
  readonly access: Access
  readonly keys: TabKeys
  readonly templateOf: (form: PanelForm) => Promise<Reply<Template>>
  /** Returns the element that shows the answers to a form. */
  readonly answersElementOf: (formId: FormId) => HTMLElement
  readonly retrieved: (form: PanelForm, retrieved: RetrievedSubmission) => void
  /** Called when the state of the answers to a form changes. */
  readonly changed: (formId: FormId) => void
}

export interface RetrievedAnswers {
  /** Fetches the answers to a form once, if this tab has the form's key. Retries when the service does not respond. */
  fetch(form: PanelForm): Promise<void>
  /** Shows the answers to a form. Fetches them first if this tab does not hold them. */
  read(form: PanelForm): Promise<Reply<unknown>>
  /** Removes the answers to a form from the screen. Keeps the answers that are still sealed. */
  close(formId: FormId): void
  phaseOf(formId: FormId): AnswersPhase
  /** Returns the questions whose answers this tab has lost. The agent can ask these questions again. */
  lostQuestions(formId: FormId): readonly QuestionId[]
  /** The caller must call this after the lost questions were asked again. */
  clearLostQuestions(formId: FormId): void
  /**
   * Forgets the answers to a form. The caller must call this when the form's conversation is closed or its submission is erased.
   */
  forget(formId: FormId): void
  hideAll(which: Hidden): void
  forgetAll(): void
}

const fetchDelaysMilliseconds = [0, 1_000, 3_000, 8_000]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export const createRetrievedAnswers = (ports: RetrievedAnswersPorts): RetrievedAnswers => {
  const { access, keys, templateOf, answersElementOf, changed } = ports
  let state = noAnswers
  const views = new Map<FormId, AnswersView>()
  const requests = new Map<FormId, Promise<Reply<HeldAnswers>>>()

  const retrieve = async (form: PanelForm): Promise<Reply<HeldAnswers>> => {
    const { formId } = form
    const received = receivedSubmissionOf(state, formId)
    const reply: Reply<RetrievedSubmission> =
      received === undefined ? await retrieveAnswers(access, formId) : { outcome: 'done', value: received }
    if (reply.outcome !== 'done') return reply
    state = submissionReceived(state, formId, reply.value)
    const { templateId, templateVersion } = reply.value
    const template = await templateOf({ ...form, templateId, templateVersion })
    if (template.outcome !== 'done') return template
    state = answersHeld(state, formId, holdAnswers(form, template.value, keys.sentFromTab(formId), reply.value))
    const held = heldAnswersTo(state, formId)
    if (held === undefined) return { outcome: 'unclear' }
    ports.retrieved(form, reply.value)
    return { outcome: 'done', value: held }
  }
  /** Joins concurrent fetches into one, because the service returns sealed answers only once. */
  const retrieveOnce = (form: PanelForm): Promise<Reply<HeldAnswers>> => {
    const { formId } = form
    const running = requests.get(formId)
    if (running !== undefined) return running
    state = fetchStarted(state, formId)
    const request = retrieve(form).finally(() => {
      requests.delete(formId)
      state = fetchEnded(state, formId)
    })
    requests.set(formId, request)
    return request
  }

  const open = async (form: PanelForm, questionId: QuestionId): Promise<string | undefined> => {
    const { formId } = form
    const held = heldAnswersTo(state, formId)
    const sealed = held?.sealed.get(questionId)
    if (held === undefined || sealed === undefined) return undefined
    state = sealedAnswerTaken(state, formId, questionId)
    const { context } = keys.sentFromTab(formId) ?? form
    const clear = await keys.open(formId, sealed, {
      ...{ formId, templateVersion: held.template.version, questionId },
      contextHash: context && (await contextHash(context)),
    })
    if (heldAnswersTo(state, formId)?.sealed.size === 0) keys.drop(formId)
    if (clear !== undefined) state = sealedAnswerOpened(state, formId, questionId)
    return clear
  }

  const show = (form: PanelForm, held: HeldAnswers) => {
    const { formId } = form
    state = answersShown(state, formId)
    const view = showAnswers(held, {
      ...ports,
      open: (id) => open(form, id),
      lost(id) {
        state = sealedAnswerLost(state, formId, id)
        changed(formId)
      },
    })
    views.set(formId, view)
    answersElementOf(formId).replaceChildren(view.root)
  }

  const removeFromScreen = (formId: FormId) => {
    views.get(formId)?.forget()
    views.delete(formId)
    answersElementOf(formId).replaceChildren()
    clearLastMatch()
  }

  return {
    async fetch(form) {
      const isHeld = () => heldAnswersTo(state, form.formId) !== undefined
      if (!keys.has(form.formId) || isHeld()) return
      for (const delay of fetchDelaysMilliseconds) {
        if (delay > 0) await pause(delay)
        if (state.isForgotten || isHeld()) return
        const reply = await retrieveOnce(form)
        if (reply.outcome !== 'unclear') break
      }
      changed(form.formId)
    },
    async read(form) {
      const held = heldAnswersTo(state, form.formId)
      const reply: Reply<HeldAnswers> = held === undefined ? await retrieveOnce(form) : { outcome: 'done', value: held }
      if (reply.outcome === 'done' && answersPhaseOf(state, form.formId) === 'held') show(form, reply.value)
      changed(form.formId)
      return reply
    },
    close(formId) {
      if (heldAnswersTo(state, formId) === undefined) return
      removeFromScreen(formId)
      state = answersClosed(state, formId)
      changed(formId)
    },
    phaseOf: (formId) => answersPhaseOf(state, formId),
    lostQuestions: (formId) => lostQuestionsOf(state, formId),
    clearLostQuestions(formId) {
      state = lostQuestionsAsked(state, formId)
    },
    forget(formId) {
      removeFromScreen(formId)
      state = answersForgotten(state, formId)
      keys.drop(formId)
    },
    hideAll(which) {
      for (const view of views.values()) view.hide(which)
      clearLastMatch()
    },
    forgetAll() {
      state = allAnswersForgotten
      for (const formId of [...views.keys()]) removeFromScreen(formId)
      keys.dropAll()
    },
  }
}
