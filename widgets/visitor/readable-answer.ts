/** An answer as the visitor reads it before it is sent: in words, numbers and dates of a language, and masked where asked. */
import { maskAnswer } from '../../contracts/masking.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface ReadableAnswer {
  readonly text: string
  readonly lang?: string
  readonly dir?: 'ltr' | 'auto'
}

const isNumeric = (answer: string): answer is `${number}` => /^-?\d+(\.\d+)?$/.test(answer)

/** `Intl` takes the number as text, so that digits past those that a float holds stay as they are. */
const writtenNumber = (locale: string, answer: string): string => {
  const decimals = answer.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: decimals })
  return isNumeric(answer) ? format.format(answer) : answer
}

const inWords = (
  words: LocalisedMessages,
  locale: string,
  { type, options = [] }: LocalisedQuestion,
  answer: string,
): ReadableAnswer => {
  switch (type) {
    case 'yes-no':
      return { text: answer === 'yes' ? words.field.yes : words.field.no, lang: words.locale }
    case 'choice':
      return { text: options.find(({ value }) => value === answer)?.label ?? answer, lang: locale, dir: 'auto' }
    case 'date': {
      const format = new Intl.DateTimeFormat(`${words.formatLocale}-u-ca-gregory`, {
        dateStyle: 'long',
        timeZone: 'UTC',
      })
      return { text: format.format(new Date(answer)), lang: words.locale }
    }
    case 'number':
      return { text: writtenNumber(words.formatLocale, answer), dir: 'ltr' }
    case 'text':
    case 'long-text':
    case 'national-id':
      return { text: answer, dir: 'auto' }
    default:
      return { text: answer, dir: 'ltr' }
  }
}

export const readableAnswer = (
  words: LocalisedMessages,
  locale: string,
  { answers, toSeal }: ValidatedAnswers,
  question: LocalisedQuestion,
): ReadableAnswer => {
  if (toSeal.has(question.id)) return { text: words.review.sealed, lang: words.locale }
  const answer = answers.get(question.id)
  if (answer === undefined) return { text: words.review.notAnswered, lang: words.locale }
  if (question.masked) return { text: maskAnswer(question.type, answer), dir: 'ltr' }
  return inWords(words, locale, question, answer)
}
