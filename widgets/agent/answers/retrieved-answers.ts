/**
 * Holds the answers to all forms in the panel. It fetches answers as soon as they are submitted, because the service holds sealed
 * answers only for seconds. It shows the answers to a form when the agent presses the form's button. It forgets all answers when
 * the panel ends for any reason.
 */
import { contextHash } from '../../../contracts/form-context.ts'
import type { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { Access } from '../sign-in/access.ts'
import { type AnswersViewPorts, showAnswers } from './answers-view.ts'
import { clearLastMatch, goneQuestionsOf, type HeldAnswers, holdAnswers } from './held-answers.ts'
import { type RetrievedSubmission, retrieveAnswers } from './retrieve-answers.ts'
import type { TabKeys } from './tab-keys.ts'

export interface RetrievedAnswersPorts extends Pick<AnswersViewPorts, 'messages' | 'locale' | 'copyText' | 'announce'> {
  readonly access: Access
  readonly keys: TabKeys
  readonly templateOf: (form: PanelForm) => Promise<Reply<Template>>
  /** Returns the element that shows the answers to a form. */
  readonly answersElementOf: (formId: FormId) => HTMLElement
  readonly retrieved: (form: PanelForm, retrieved: RetrievedSubmission) => void
  /** Called when the state of the answers to a form changes. */
  readonly changed: (formId: FormId) => void
  readonly opened: (formId: FormId) => void
  /** Called when all opened answers to a form are forgotten. */
  readonly forgotten: (formId: FormId) => void
}

export interface RetrievedAnswers {
  /** Fetches the answers to a form once, if this tab has the form's key. Retries when the service does not respond. */
  fetch(form: PanelForm): Promise<void>
  /** Shows the answers to a form. Fetches them first if this tab does not hold them. */
  read(form: PanelForm): Promise<Reply<unknown>>
  /** Removes the answers to a form from the screen. Keeps the answers that are still sealed. */
  close(formId: FormId): void
  stateOf(formId: FormId): 'nothing' | 'soon' | 'held' | 'shown'
  /** Returns the questions whose answers this tab has lost. The agent can ask these questions again. */
  lostQuestions(formId: FormId): readonly QuestionId[]
  /** The caller must call this after the lost questions were asked again. */
  clearLostQuestions(formId: FormId): void
  /**
   * Forgets the answers to a form. The caller must call this when the form's conversation is closed or its submission is erased.
   */
  forget(formId: FormId): void
  hideAll(): void
  forgetAll(): void
}

const fetchDelaysMilliseconds = [0, 1_000, 3_000, 8_000]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export const createRetrievedAnswers = (ports: RetrievedAnswersPorts): RetrievedAnswers => {
  const { access, keys, templateOf, answersElementOf, changed } = ports
  const held = new Map<FormId, HeldAnswers>()
  /**
   * Submissions that were fetched while their template was not loaded. They must be kept, because the service returns sealed
   * answers only once.
   */
  const awaitingTemplate = new Map<FormId, RetrievedSubmission>()
  const lost = new Map<FormId, Set<QuestionId>>()
  const fetching = new Map<FormId, Promise<Reply<HeldAnswers>>>()
  let isForgotten = false

  const addLost = (formId: FormId, ids: Iterable<QuestionId>) => {
    const all = lost.get(formId) ?? new Set()
    for (const id of ids) all.add(id)
    lost.set(formId, all)
  }

  const retrieve = async (form: PanelForm): Promise<Reply<HeldAnswers>> => {
    const { formId } = form
    const received = awaitingTemplate.get(formId)
    const reply: Reply<RetrievedSubmission> =
      received === undefined ? await retrieveAnswers(access, formId) : { outcome: 'done', value: received }
    if (reply.outcome !== 'done') return reply
    if (isForgotten) return { outcome: 'unclear' }
    awaitingTemplate.set(formId, reply.value)
    const { templateId, templateVersion } = reply.value
    const template = await templateOf({ ...form, templateId, templateVersion })
    if (isForgotten) return { outcome: 'unclear' }
    if (template.outcome !== 'done') return template
    awaitingTemplate.delete(formId)
    const heldAnswers = holdAnswers(form, template.value, keys.sentFromTab(formId), reply.value)
    held.set(formId, heldAnswers)
    addLost(formId, goneQuestionsOf(heldAnswers))
    ports.retrieved(form, reply.value)
    return { outcome: 'done', value: heldAnswers }
  }
  /** Joins concurrent fetches into one, because the service returns sealed answers only once. */
  const retrieveOnce = (form: PanelForm): Promise<Reply<HeldAnswers>> => {
    const pending = fetching.get(form.formId) ?? retrieve(form).finally(() => fetching.delete(form.formId))
    fetching.set(form.formId, pending)
    return pending
  }

  const open = async (
    form: PanelForm,
    heldAnswers: HeldAnswers,
    questionId: QuestionId,
  ): Promise<string | undefined> => {
    const sealed = heldAnswers.sealed.get(questionId)
    heldAnswers.sealed.delete(questionId)
    if (sealed === undefined) return undefined
    const { formId } = form
    const { context } = keys.sentFromTab(formId) ?? form
    const clear = await keys.open(formId, sealed, {
      ...{ formId, templateVersion: heldAnswers.template.version, questionId },
      contextHash: context && (await contextHash(context)),
    })
    if (heldAnswers.sealed.size === 0) keys.drop(form.formId)
    if (clear !== undefined) heldAnswers.opened.add(questionId)
    return clear
  }

  const show = (form: PanelForm, heldAnswers: HeldAnswers) => {
    const { formId } = form
    const { template, questions, answers, sealedStatus, sealed } = heldAnswers
    const shown = { template, questions, answers, sealedStatus, sealed: new Set(sealed.keys()) }
    heldAnswers.view = showAnswers(shown, {
      ...ports,
      open: (id) => open(form, heldAnswers, id),
      opened: () => ports.opened(formId),
      lost(id) {
        heldAnswers.opened.delete(id)
        addLost(formId, [id])
        if (heldAnswers.opened.size === 0) ports.forgotten(formId)
        changed(formId)
      },
    })
    answersElementOf(formId).replaceChildren(heldAnswers.view.root)
  }

  const removeFromScreen = (formId: FormId, heldAnswers: HeldAnswers) => {
    heldAnswers.view?.forget()
    heldAnswers.view = undefined
    addLost(formId, heldAnswers.opened)
    heldAnswers.opened.clear()
    answersElementOf(formId).replaceChildren()
    clearLastMatch()
  }

  return {
    async fetch(form) {
      if (!keys.has(form.formId) || held.has(form.formId)) return
      for (const delay of fetchDelaysMilliseconds) {
        if (delay > 0) await pause(delay)
        if (isForgotten || held.has(form.formId)) return
        const reply = await retrieveOnce(form)
        if (reply.outcome !== 'unclear') break
      }
      changed(form.formId)
    },
    async read(form) {
      const heldAnswers = held.get(form.formId)
      const reply: Reply<HeldAnswers> =
        heldAnswers === undefined ? await retrieveOnce(form) : { outcome: 'done', value: heldAnswers }
      if (reply.outcome === 'done' && reply.value.view === undefined && !isForgotten) show(form, reply.value)
      changed(form.formId)
      return reply
    },
    close(formId) {
      const heldAnswers = held.get(formId)
      if (heldAnswers === undefined) return
      removeFromScreen(formId, heldAnswers)
      if (heldAnswers.sealed.size === 0) held.delete(formId)
      changed(formId)
    },
    stateOf(formId) {
      const heldAnswers = held.get(formId)
      if (heldAnswers === undefined) return fetching.has(formId) ? 'soon' : 'nothing'
      return heldAnswers.view === undefined ? 'held' : 'shown'
    },
    lostQuestions: (formId) => [...(lost.get(formId) ?? [])],
    clearLostQuestions: (formId) => void lost.delete(formId),
    forget(formId) {
      const heldAnswers = held.get(formId)
      if (heldAnswers !== undefined) removeFromScreen(formId, heldAnswers)
      held.delete(formId)
      awaitingTemplate.delete(formId)
      lost.delete(formId)
      keys.drop(formId)
    },
    hideAll() {
      for (const { view } of held.values()) view?.hide()
      clearLastMatch()
    },
    forgetAll() {
      isForgotten = true
      for (const [formId, heldAnswers] of held) removeFromScreen(formId, heldAnswers)
      held.clear()
      awaitingTemplate.clear()
      lost.clear()
      keys.dropAll()
    },
  }
}
