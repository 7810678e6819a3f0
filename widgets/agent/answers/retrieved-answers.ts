/**
 * The answers of all forms of the panel: fetched as soon as they are there, so that a busy agent loses nothing to the short time
 * for which the service holds what is sealed; shown when the agent asks; forgotten on every way out.
 */
import type { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { Access } from '../sign-in/access.ts'
import { type AnswersViewPorts, showAnswers } from './answers-view.ts'
import { forgetLastMatch, type HeldAnswers, holdAnswers, lostQuestionsOf } from './held-answers.ts'
import { type RetrievedSubmission, retrieveAnswers } from './retrieve-answers.ts'
import type { TabKeys } from './tab-keys.ts'

export interface RetrievedAnswersPorts extends Pick<AnswersViewPorts, 'messages' | 'locale' | 'copyText' | 'announce'> {
  readonly access: Access
  readonly keys: TabKeys
  readonly templateOf: (form: PanelForm) => Promise<Reply<Template>>
  /** Where the answers of a form are shown. */
  readonly placeOf: (formId: FormId) => HTMLElement
  readonly retrieved: (form: PanelForm, retrieved: RetrievedSubmission) => void
  /** Something about the answers of a form is another than before. */
  readonly changed: (formId: FormId) => void
  readonly opened: (formId: FormId) => void
  /** What was opened of a form is forgotten. */
  readonly forgotten: (formId: FormId) => void
}

export interface RetrievedAnswers {
  /** Fetches the answers once, if this tab has a key for them. Tries again when the service does not answer. */
  fetch(form: PanelForm): Promise<void>
  /** Shows the answers, fetched now if they are not here. */
  read(form: PanelForm): Promise<Reply<unknown>>
  /** Takes the answers off the screen; what is still sealed stays. */
  close(formId: FormId): void
  stateOf(formId: FormId): 'nothing' | 'soon' | 'held' | 'shown'
  /** What is lost to this tab and can be asked for again. */
  lostQuestions(formId: FormId): readonly QuestionId[]
  /** It has been asked for again. */
  clearLostQuestions(formId: FormId): void
  /** There is no submission of this form any more: closed, or erased. */
  forget(formId: FormId): void
  hideAll(): void
  forgetAll(): void
}

const fetchWaits = [0, 1_000, 3_000, 8_000]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export const createRetrievedAnswers = (ports: RetrievedAnswersPorts): RetrievedAnswers => {
  const { access, keys, templateOf, placeOf, changed } = ports
  const held = new Map<FormId, HeldAnswers>()
  /** Fetched, and waiting for their template only: what is sealed is handed out a single time, so nothing may drop it. */
  const came = new Map<FormId, RetrievedSubmission>()
  const lost = new Map<FormId, Set<QuestionId>>()
  const fetching = new Map<FormId, Promise<Reply<HeldAnswers>>>()
  let isOver = false

  const lose = (formId: FormId, ids: Iterable<QuestionId>) => {
    const all = lost.get(formId) ?? new Set()
    for (const id of ids) all.add(id)
    lost.set(formId, all)
  }

  const retrieve = async (form: PanelForm): Promise<Reply<HeldAnswers>> => {
    const { formId } = form
    const waiting = came.get(formId)
    const reply: Reply<RetrievedSubmission> =
      waiting === undefined ? await retrieveAnswers(access, formId) : { outcome: 'done', value: waiting }
    if (reply.outcome !== 'done') return reply
    if (isOver) return { outcome: 'unclear' }
    came.set(formId, reply.value)
    const { templateId, templateVersion } = reply.value
    const template = await templateOf({ ...form, templateId, templateVersion })
    if (isOver) return { outcome: 'unclear' }
    if (template.outcome !== 'done') return template
    came.delete(formId)
    const holding = holdAnswers(form, template.value, keys.sentFromTab(formId), reply.value)
    held.set(formId, holding)
    lose(formId, lostQuestionsOf(holding))
    ports.retrieved(form, reply.value)
    return { outcome: 'done', value: holding }
  }
  /** A press and a push at once fetch once: what is sealed is handed out a single time. */
  const retrieveOnce = (form: PanelForm): Promise<Reply<HeldAnswers>> => {
    const under = fetching.get(form.formId) ?? retrieve(form).finally(() => fetching.delete(form.formId))
    fetching.set(form.formId, under)
    return under
  }

  const open = async (form: PanelForm, holding: HeldAnswers, questionId: QuestionId): Promise<string | undefined> => {
    const sealed = holding.sealed.get(questionId)
    holding.sealed.delete(questionId)
    if (sealed === undefined) return undefined
    const place = { formId: form.formId, templateVersion: holding.template.version, questionId }
    const clear = await keys.open(form.formId, sealed, place)
    if (holding.sealed.size === 0) keys.drop(form.formId)
    if (clear !== undefined) holding.opened.add(questionId)
    return clear
  }

  const show = (form: PanelForm, holding: HeldAnswers) => {
    const { formId } = form
    const { template, asked, answers, sealedStatus, sealed } = holding
    const shown = { template, asked, answers, sealedStatus, sealed: new Set(sealed.keys()) }
    holding.view = showAnswers(shown, {
      ...ports,
      open: (id) => open(form, holding, id),
      opened: () => ports.opened(formId),
      lost(id) {
        holding.opened.delete(id)
        lose(formId, [id])
        if (holding.opened.size === 0) ports.forgotten(formId)
        changed(formId)
      },
    })
    placeOf(formId).replaceChildren(holding.view.root)
  }

  const takeAway = (formId: FormId, holding: HeldAnswers) => {
    holding.view?.forget()
    holding.view = undefined
    lose(formId, holding.opened)
    holding.opened.clear()
    placeOf(formId).replaceChildren()
    forgetLastMatch()
  }

  return {
    async fetch(form) {
      if (!keys.has(form.formId) || held.has(form.formId)) return
      for (const wait of fetchWaits) {
        if (wait > 0) await pause(wait)
        if (isOver || held.has(form.formId)) return
        const reply = await retrieveOnce(form)
        if (reply.outcome !== 'unclear') break
      }
      changed(form.formId)
    },
    async read(form) {
      const holding = held.get(form.formId)
      const reply: Reply<HeldAnswers> =
        holding === undefined ? await retrieveOnce(form) : { outcome: 'done', value: holding }
      if (reply.outcome === 'done' && reply.value.view === undefined && !isOver) show(form, reply.value)
      changed(form.formId)
      return reply
    },
    close(formId) {
      const holding = held.get(formId)
      if (holding === undefined) return
      takeAway(formId, holding)
      if (holding.sealed.size === 0) held.delete(formId)
      changed(formId)
    },
    stateOf(formId) {
      const holding = held.get(formId)
      if (holding === undefined) return fetching.has(formId) ? 'soon' : 'nothing'
      return holding.view === undefined ? 'held' : 'shown'
    },
    lostQuestions: (formId) => [...(lost.get(formId) ?? [])],
    clearLostQuestions: (formId) => void lost.delete(formId),
    forget(formId) {
      const holding = held.get(formId)
      if (holding !== undefined) takeAway(formId, holding)
      held.delete(formId)
      came.delete(formId)
      lost.delete(formId)
      keys.drop(formId)
    },
    hideAll() {
      for (const { view } of held.values()) view?.hide()
      forgetLastMatch()
    },
    forgetAll() {
      isOver = true
      for (const [formId, holding] of held) takeAway(formId, holding)
      held.clear()
      came.clear()
      lost.clear()
      keys.dropAll()
    },
  }
}
