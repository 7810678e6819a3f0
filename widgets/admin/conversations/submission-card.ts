/**
 * One stored submission. The person types a reason and then sees the answers masked. Each answer can be revealed for 30 seconds.
 * Each request is on record; the reason is not stored.
 */
import type * as z from 'zod/mini'
import { Locale, QuestionId } from '../../../contracts/identifiers.ts'
import type { HistoryEntry } from '../../../contracts/steps/list-history.ts'
import { viewHistory } from '../../../contracts/steps/view-history.ts'
import { button, element } from '../../shared/dom.ts'
import { dateTimeText } from '../date-time.ts'
import { textField } from '../form/field.ts'
import { createForm, failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { answerRow } from './answer-row.ts'

type Stored = Pick<z.infer<typeof viewHistory.reply>, 'answers' | 'labels'>
type Viewed = Stored | { readonly failed: string }

/** The service asks for another sign-in if the last one is older. */
const recentSignInMs = 5 * 60_000
const minReasonLength = 10

export const submissionCard = (context: ViewContext, entry: z.infer<typeof HistoryEntry>): HTMLElement => {
  const { service, isSignInRecent, signInAgain, signal } = context
  const content = element('div', { class: 'paged' })

  /** Shows a notice until the person has signed in again. What they typed stays. */
  const askToSignIn = (signedIn: () => void) => {
    const before = document.activeElement
    const signIn = async () => {
      if (!(await signInAgain())) return
      notice.remove()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
      signedIn()
    }
    const notice = element(
      'div',
      { class: 'notice' },
      element('p', {}, messages.history.signInAgain),
      button(messages.history.signInAgainPress, () => void signIn(), { class: 'main' }),
    )
    content.querySelector('.notice')?.remove()
    content.prepend(notice)
    notice.querySelector('button')?.focus()
  }
  const view = async (reason: string, reveal: readonly QuestionId[]): Promise<Viewed> => {
    const { submissionId } = entry
    const locale = Locale.parse(document.documentElement.lang)
    const reply = await service.call(viewHistory, {
      path: { submissionId },
      body: { reason, reveal: [...reveal], locale },
    })
    if (reply.outcome === 'done') return reply.value
    if (reply.outcome === 'refused' && reply.code === 'sign-in-again') {
      await new Promise<void>((resolve) => askToSignIn(resolve))
      return await view(reason, reveal)
    }
    return { failed: failureMessage(reply) }
  }
  const revealOne = async (reason: string, id: QuestionId) => {
    const viewed = await view(reason, [id])
    return 'failed' in viewed ? viewed : { clear: viewed.answers[id] ?? '' }
  }
  const showAnswers = (reason: string, { answers, labels }: Stored) => {
    const rows = Object.entries(answers).map(([name, masked]) => {
      const id = QuestionId.parse(name)
      return answerRow({
        ...{ label: labels?.[id] ?? id, masked, signal },
        reveal: () => revealOne(reason, id),
        announce: context.announce,
      })
    })
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
        if ('failed' in viewed) form.showErrors([], viewed.failed)
        else showAnswers(typed, viewed)
      },
    })
    return form.root
  }
  if (isSignInRecent(recentSignInMs)) content.append(reasonForm())
  else askToSignIn(() => content.append(reasonForm()))
  const heading = messages.history.submission(entry.templateId, dateTimeText(entry.submittedAt))
  return element('section', { class: 'card' }, element('h2', { tabindex: -1 }, heading), content)
}
