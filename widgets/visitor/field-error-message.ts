/** Messages that state what is wrong with an answer and how to correct it. A message contains at most one symbol of the answer. */
import type { FieldErrorCode } from '../../contracts/problem.ts'
import { isDay } from '../../contracts/question-types/date.ts'
import { tidyAnswer } from '../../contracts/tidying/tidy-answer.ts'
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'
import { dateExample, expiryExample, longDate, numberExample } from './examples.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { symbolToRemove } from './symbol-to-remove.ts'

export interface WrongAnswer {
  readonly question: LocalisedQuestion
  readonly code: FieldErrorCode
  /** The answer as it was typed. */
  readonly typed: string
  /** The time at which the form was shown, so that the examples are the same as in the hints. */
  readonly today: number
  /** The number of digits of the verification code on the visitor's card, if the card's brand is known. */
  readonly cardCodeDigits?: number | undefined
}

interface Sentences {
  readonly missing?: string
  readonly format?: string
  readonly length?: string
  readonly checksum?: string
  readonly past?: string
}

const expirySentences = ({ errors }: LocalisedMessages, { typed, today }: WrongAnswer): Sentences => {
  const example = expiryExample(today)
  const { missing, format, month, past } = errors.cardExpiry
  const [, typedMonth = '01'] = /^(\d\d)\/(?:\d{2}|\d{4})$/.exec(tidyAnswer('card-expiry', typed, 'en')) ?? []
  const isMonth = /^(?:0[1-9]|1[0-2])$/.test(typedMonth)
  return { missing: missing(example), format: isMonth ? format(example) : month, past }
}

const dateSentences = (
  { errors, formatLocale }: LocalisedMessages,
  { question, typed, today }: WrongAnswer,
): Sentences => {
  const { earliest, latest } = question
  const { missing, format, year, from, until, fromToday, untilToday } = errors.date
  const example = dateExample(formatLocale, question, today)
  const formatSentence = (): string => {
    if (/^(?:\d{0,3}|\d{5,})-(?!00)\d\d-(?!00)\d\d$/.test(typed)) return year
    if (latest === undefined || !isDay(typed)) return format(example)
    return latest === 'today' ? untilToday : until(longDate(formatLocale, latest))
  }
  return {
    missing: missing(example),
    format: formatSentence(),
    past: earliest === undefined || earliest === 'today' ? fromToday : from(longDate(formatLocale, earliest)),
  }
}

/** Returns the messages for a question type. If the type has no message of its own for an error, the general message is used. */
const sentencesFor = (messages: LocalisedMessages, wrong: WrongAnswer): Sentences => {
  const { errors, formatLocale } = messages
  const { question, typed, today, cardCodeDigits } = wrong
  switch (question.type) {
    case 'card-number':
      return errors.cardNumber
    case 'card-expiry':
      return expirySentences(messages, wrong)
    case 'card-verification-code':
      return {
        ...errors.cardCode,
        ...(cardCodeDigits !== undefined && { length: errors.cardCode.digits(cardCodeDigits) }),
      }
    case 'pin':
      return errors.pin
    case 'email':
      return errors.email
    case 'date':
      return dateSentences(messages, wrong)
    case 'number':
      return { format: errors.number(numberExample(formatLocale)) }
    case 'phone':
    case 'iban':
    case 'national-id': {
      const sentences = { phone: errors.phone, iban: errors.iban, 'national-id': errors.nationalId }[question.type]
      const symbol = symbolToRemove(question, typed, today)
      return {
        ...sentences,
        ...(symbol !== undefined && { format: errors.symbol(bidiIsolate(symbol, messages.locale)) }),
      }
    }
    default:
      return {}
  }
}

const lengthErrorMessage = (
  { errors }: LocalisedMessages,
  { question: { minLength, maxLength }, code, cardCodeDigits }: WrongAnswer,
  { length }: Sentences,
): string => {
  if (cardCodeDigits === undefined) {
    if (code === 'too-short' && minLength !== undefined) return errors.atLeast(minLength)
    if (code === 'too-long' && maxLength !== undefined) return errors.atMost(maxLength)
  }
  return length ?? (code === 'too-short' ? errors.longer : errors.shorter)
}

export const fieldErrorMessage = (messages: LocalisedMessages, wrong: WrongAnswer): string => {
  const { errors, locale } = messages
  const { question, code } = wrong
  const sentences = sentencesFor(messages, wrong)
  const label = bidiIsolate(question.label, locale)
  const isChosen = question.type === 'choice' || question.type === 'yes-no'
  switch (code) {
    case 'required':
      return sentences.missing ?? (isChosen ? errors.choose(label) : errors.fillIn(label))
    case 'bad-checksum':
      return sentences.checksum ?? errors.characters
    case 'past':
      return sentences.past ?? errors.characters
    case 'too-short':
    case 'too-long':
      return lengthErrorMessage(messages, wrong, sentences)
    case 'not-an-option':
      return errors.chooseOne(label)
    default:
      return sentences.format ?? errors.characters
  }
}
