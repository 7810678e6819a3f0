/** Formats an answer for the review, in the visitor's language. Masks the answer if the question is masked. */
import { maskAnswer } from '../../contracts/masking.ts'
import { cardGaps } from '../../contracts/question-types/card-brand.ts'
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'
import { longDate } from './examples.ts'
import { groupDigits } from './fields/group-digits.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface ReadableAnswer {
  readonly text: string
  readonly lang?: string
  readonly dir?: 'ltr' | 'auto'
  /** Set for an answer that the visitor typed, so that no translation service receives or changes the answer. */
  readonly translate?: 'no'
}

const isNumeric = (answer: string): answer is `${number}` => /^-?\d+(\.\d+)?$/.test(answer)

/** Formats a number. Passes it to `Intl` as text, so that no digits are lost in floating-point arithmetic. */
const formatNumber = (locale: string, answer: string): string => {
  const decimals = answer.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: decimals })
  return isNumeric(answer) ? format.format(answer) : answer
}

const formatAnswer = (
  messages: LocalisedMessages,
  locale: string,
  { type, options = [] }: LocalisedQuestion,
  answer: string,
): ReadableAnswer => {
  switch (type) {
    case 'yes-no':
      return { text: answer === 'yes' ? messages.field.yes : messages.field.no, lang: messages.locale }
    case 'choice':
      return { text: options.find(({ value }) => value === answer)?.label ?? answer, lang: locale, dir: 'auto' }
    case 'date':
      return { text: longDate(messages.formatLocale, answer), lang: messages.locale }
    case 'card-number':
      return { text: groupDigits(answer, cardGaps(answer)), dir: 'ltr' }
    case 'number':
      return { text: formatNumber(messages.formatLocale, answer), dir: 'ltr' }
    case 'text':
    case 'long-text':
    case 'national-id':
      return { text: answer, dir: 'auto' }
    default:
      return { text: answer, dir: 'ltr' }
  }
}

export const readableAnswer = (
  messages: LocalisedMessages,
  locale: string,
  { answers, toSeal }: ValidatedAnswers,
  question: LocalisedQuestion,
): ReadableAnswer => {
  if (toSeal.has(question.id)) return { text: messages.review.sealed, lang: messages.locale }
  const answer = answers.get(question.id)
  if (answer === undefined) return { text: messages.review.notAnswered, lang: messages.locale }
  const readable: ReadableAnswer = question.masked
    ? { text: maskAnswer(question.type, answer), dir: 'ltr' }
    : formatAnswer(messages, locale, question, answer)
  return { ...readable, translate: 'no' }
}
