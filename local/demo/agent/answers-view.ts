/** The answers of one submission on the agent's screen. */
import type { QuestionId } from '../../../contracts/identifiers.ts'
import { maskAnswer } from '../../../contracts/masking.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { localise, type Question, type Template } from '../../../contracts/template.ts'
import { element } from '../../../widgets/shared/dom.ts'
import { createSecretValue } from './secret-value.ts'

export interface ReadAnswers {
  readonly template: Template
  readonly asked: readonly QuestionId[]
  readonly answers: Readonly<Record<QuestionId, string>>
  /** What the tab's own key opened. A question that was sealed and is not here is gone. */
  readonly opened: ReadonlyMap<QuestionId, string>
  readonly sealedStatus: 'none' | 'available' | 'gone'
}

export interface AnswersView {
  readonly root: HTMLElement
  /** Takes what is off the record out of the page for good. */
  wipeOffTheRecord(): void
  remove(): void
}

const asRead = ({ type, options = [] }: Question, answer: string): string => {
  if (type === 'yes-no') return answer === 'yes' ? 'Yes' : 'No'
  if (type !== 'choice') return answer
  return Object.values(options.find(({ value }) => value === answer)?.label ?? {})[0] ?? answer
}

export const showAnswers = ({ template, asked, answers, opened, sealedStatus }: ReadAnswers): AnswersView => {
  const labels = new Map(localise(template, 'en').questions.map(({ id, label }) => [id, label]))
  const wipes: (() => void)[] = []

  const row = (question: Question) => {
    const { id, type } = question
    const label = labels.get(id) ?? id
    const sealed = isOffTheRecord(question)
    const clear = sealed ? opened.get(id) : answers[id]
    const parts = element('div', { class: 'answer' }, element('dt', {}, label))
    const say = (words: string) =>
      parts.replaceChildren(element('dt', {}, label), element('dd', { class: 'quiet' }, words))
    if (clear === undefined) {
      say(sealed && sealedStatus === 'gone' ? 'Gone: it is kept nowhere' : 'Not answered')
      return parts
    }
    const { value, toggle, hide } = createSecretValue(label, asRead(question, clear), maskAnswer(type, clear))
    parts.append(element('dd', {}, value), element('dd', {}, toggle))
    if (sealed) {
      wipes.push(() => {
        hide()
        say('Forgotten, as promised')
      })
    }
    return parts
  }

  const root = element(
    'dl',
    { class: 'answers' },
    ...template.questions.filter(({ id }) => asked.includes(id)).map(row),
  )
  return {
    root,
    wipeOffTheRecord: () => {
      for (const wipe of wipes) wipe()
    },
    remove: () => root.replaceChildren(),
  }
}
