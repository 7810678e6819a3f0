/** Derives what a form's card shows from the facts about the form. A value without effects. */
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import type { Template } from '../../../contracts/template.ts'
import type { AnswersPhase } from '../answers/answers-state.ts'
import { askedQuestionsOf } from '../answers/held-answers.ts'
import type { SentFromTab } from '../answers/tab-keys.ts'
import type { ConversationEnd } from './conversation-end.ts'
import type { PanelForm } from './conversation-forms.ts'
import type { FormStep } from './form-step.ts'

/** What the panel knows about a form. */
export interface FormFacts {
  readonly form: PanelForm
  /** True if the signed-in agent sent this form. */
  readonly isMine: boolean
  /** Undefined until it is loaded. */
  readonly template: Template | undefined
  readonly answers: AnswersPhase
  /** True if the agent has viewed the answers in this tab. */
  readonly wasViewed: boolean
  /** True if the answers were unread when the card was last shown. */
  readonly wasUnread: boolean
  /** The number of lost answers that the agent can ask for again. */
  readonly lostCount: number
  /** True if this tab has made a sealing key for the form. */
  readonly hasMadeKey: boolean
  /** True if the answers were retrieved before this panel was opened. */
  readonly wasRetrieved: boolean
  readonly sent: SentFromTab | undefined
  readonly end: ConversationEnd
}

export interface CardState {
  readonly step: FormStep
  /** How many questions have a valid answer, while the visitor is filling in the form. */
  readonly progress: { readonly done: number; readonly asked: number } | undefined
  /** False for a colleague's form, which has no actions. */
  readonly isMine: boolean
  /** True if the answers are in this tab and have not been shown. */
  readonly isHeld: boolean
  /** True if the answers wait for the agent to view them. */
  readonly isUnread: boolean
  readonly canView: boolean
  readonly canHide: boolean
  readonly canSendAgain: boolean
  readonly canCancel: boolean
  /** The number of questions that the agent can ask again. */
  readonly askAgainCount: number
  /** True if the form asks off-the-record questions whose answers open only in the tab that sent the form, which is another one. */
  readonly isKeyElsewhere: boolean
  /** True if that tab retrieved the answers before this panel was opened, so that it has probably shown them. */
  readonly isKeyUsed: boolean
  /** What the agent can do if that tab was closed or reloaded. */
  readonly ifKeyIsLost: 'send-again' | 'ask-again' | undefined
  /** The labels of those questions. */
  readonly sealedLabels: readonly Template['title'][]
}

const unfinished: ReadonlySet<string> = new Set(['sent', 'opened'])
const answered: ReadonlySet<string> = new Set(['submitted', 'retrieved'])
const resendable: ReadonlySet<string> = new Set(['sent', 'opened', 'expired', 'declined'])

const stepOf = ({ status, progress }: PanelForm, isWaiting: boolean): FormStep => {
  if (isWaiting) return 'answered'
  switch (status) {
    case 'opened':
      return progress === undefined ? 'opened' : 'filling'
    case 'submitted':
      return 'answered'
    case 'retrieved':
      return 'viewed'
    default:
      return status
  }
}

/** Counts the questions with a valid answer. */
const countValid = (progress: PanelForm['progress'] = {}): number =>
  Object.values(progress).filter((state) => state === 'valid').length

export const cardStateOf = (facts: FormFacts): CardState => {
  const { form, isMine, template, answers, wasViewed, wasUnread, lostCount, hasMadeKey, wasRetrieved, sent, end } =
    facts
  const { status, progress = {} } = form
  const isEnded = end === 'over' || end === 'either'
  const canAct = isMine && !isEnded
  const canSend = canAct && end !== 'transferred'
  // The service reports `retrieved` as soon as this tab has the answers, which is before the agent has viewed them. Answers that
  // were unread stay so while the agent's press on *View answers* fetches them.
  const isWaiting =
    canAct && !wasViewed && (answers === 'held' || (answers === 'fetching' && (hasMadeKey || wasUnread)))
  const step = stepOf(form, isWaiting)
  const questions = template && askedQuestionsOf(form, template, sent)
  const sealed = questions?.filter(isOffTheRecord) ?? []
  const isKeyElsewhere = canAct && !hasMadeKey && sealed.length > 0 && (unfinished.has(status) || answered.has(status))
  return {
    step,
    progress:
      step === 'filling'
        ? { done: countValid(progress), asked: questions?.length ?? Object.keys(progress).length }
        : undefined,
    isMine,
    isHeld: answers === 'held',
    isUnread: isWaiting || (canAct && status === 'submitted' && answers !== 'shown'),
    canView: canAct && answered.has(status) && answers !== 'shown',
    canHide: answers === 'shown',
    canSendAgain: canSend && resendable.has(status),
    canCancel: canAct && unfinished.has(status),
    askAgainCount: canSend ? lostCount : 0,
    isKeyElsewhere,
    isKeyUsed: isKeyElsewhere && wasRetrieved,
    ifKeyIsLost: isKeyElsewhere && canSend ? (answered.has(status) ? 'ask-again' : 'send-again') : undefined,
    sealedLabels: sealed.map(({ label }) => label),
  }
}
