/**
 * One stored submission. The person types a reason and then sees the answers masked. Each answer can be revealed for 30 seconds.
 * Each request is on record; the reason is not stored.
 */
import type * as z from 'zod/mini'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { HistoryEntry } from '../../../contracts/steps/list-history.ts'
import { viewHistory } from '../../../contracts/steps/view-history.ts'
import { button, element } from '../../shared/dom.ts'
import { dateTimeText } from '../date-time.ts'
import { textField } from '../form/field.ts'
import { createForm, failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { answerRow } from './answer-row.ts'

type Answers = z.infer<typeof viewHistory.reply>['answers']
type Viewed = { readonly answers: Answers } | { readonly failed: string }

/** The service asks for another sign-in if the last one is older. */
const recentSignInMs = 5 * 60_000
const minReasonLength = 10

export const submissionCard = (context: ViewContext, entry: z.infer<typeof HistoryEntry>): HTMLElement => {
  const { service, isSignInRecent, signInAgain, signal } = context
  const content = element('div', { class: 'paged' })

  const showSignInAgain = () => {
    const notice = element(
      'div',
      { class: 'notice' },
      element('p', {}, messages.history.signInAgain),
      button(messages.history.signInAgainPress, () => void signInAgain(), { class: 'main' }),
    )
    content.replaceChildren(notice)
  }
  const view = async (reason: string, reveal: readonly QuestionId[]): Promise<Viewed> => {
    const { submissionId } = entry
    const reply = await service.call(viewHistory, { path: { submissionId }, body: { reason, reveal: [...reveal] } })
    if (reply.outcome === 'done') return { answers: reply.value.answers }
    if (reply.outcome === 'refused' && reply.code === 'sign-in-again') showSignInAgain()
    return { failed: failureMessage(reply) }
  }
  const revealOne = async (reason: string, id: QuestionId) => {
    const viewed = await view(reason, [id])
    return 'failed' in viewed ? viewed : { clear: viewed.answers[id] ?? '' }
  }
  const showAnswers = (reason: string, answers: Answers) => {
    const rows = Object.entries(answers).map(([id, masked]) =>
      answerRow({
        ...{ label: labelOf(id), masked, signal },
        reveal: () => revealOne(reason, QuestionId.parse(id)),
        announce: context.announce,
      }),
    )
    content.replaceChildren(
      element('p', { class: 'quiet' }, messages.history.onRecord),
      rows.length === 0 ? element('p', {}, messages.history.noAnswers) : element('dl', { class: 'answers' }, ...rows),
    )
    content.querySelector<HTMLElement>('button')?.focus()
  }
  const reasonForm = () => {
    const reason = textField({ ...{ name: 'reason', value: '' }, ...messages.history.reason })
    const form = createForm({
      save: messages.history.show,
      fields: () => [reason],
      content: [reason.root],
      async submit() {
        const typed = reason.input.value.trim()
        if ([...typed].length < minReasonLength) return form.showErrors([{ field: 'reason', code: 'too-short' }])
        form.showErrors([])
        const viewed = await view(typed, [])
        if ('answers' in viewed) showAnswers(typed, viewed.answers)
        else if (form.root.isConnected) form.showErrors([], viewed.failed)
      },
    })
    return form.root
  }
  if (isSignInRecent(recentSignInMs)) content.append(reasonForm())
  else showSignInAgain()
  const heading = messages.history.submission(entry.templateId, dateTimeText(entry.submittedAt))
  return element('section', { class: 'card' }, element('h2', { tabindex: -1 }, heading), content)
}

/** The reply has no labels, only the ids of the questions: `account-holder` is shown as “Account holder”, and `iban` as “IBAN”. */
const labelOf = (questionId: string): string => {
  if (isType(questionId)) return messages.types[questionId]
  const words = questionId.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isType = (questionId: string): questionId is keyof typeof messages.types =>
  Object.hasOwn(messages.types, questionId)
