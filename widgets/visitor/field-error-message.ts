/** Messages that state what is wrong with an answer and how to correct it. A message never contains the answer. */
import type { FieldErrorCode } from '../../contracts/problem.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'
import { dateExample, expiryExample, numberExample } from './examples.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'

interface Sentences {
  readonly missing?: string
  readonly format?: string
  readonly length?: string
  readonly checksum?: string
  readonly past?: string
}

/** Returns the messages for a question type. If the type has no message of its own for an error, the general message is used. */
const sentencesFor = (
  { errors, formatLocale }: LocalisedMessages,
  { type }: LocalisedQuestion,
  today: number,
): Sentences => {
  switch (type) {
    case 'card-number':
      return errors.cardNumber
    case 'card-expiry': {
      const example = expiryExample(today)
      const { missing, format, past } = errors.cardExpiry
      return { missing: missing(example), format: format(example), past }
    }
    case 'card-verification-code':
      return errors.cardCode
    case 'pin':
      return errors.pin
    case 'email':
      return errors.email
    case 'phone':
      return errors.phone
    case 'date': {
      const example = dateExample(formatLocale)
      return { missing: errors.date.missing(example), format: errors.date.format(example) }
    }
    case 'number':
      return { format: errors.number(numberExample(formatLocale)) }
    case 'iban':
      return errors.iban
    case 'national-id':
      return errors.nationalId
    default:
      return {}
  }
}

const lengthErrorMessage = (
  { errors }: LocalisedMessages,
  { minLength, maxLength }: LocalisedQuestion,
  code: 'too-short' | 'too-long',
  { length }: Sentences,
): string => {
  if (code === 'too-short' && minLength !== undefined) return errors.atLeast(minLength)
  if (code === 'too-long' && maxLength !== undefined) return errors.atMost(maxLength)
  return length ?? (code === 'too-short' ? errors.longer : errors.shorter)
}

export const fieldErrorMessage = (
  messages: LocalisedMessages,
  question: LocalisedQuestion,
  code: FieldErrorCode,
  today: number,
): string => {
  const { errors, locale } = messages
  const sentences = sentencesFor(messages, question, today)
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
      return lengthErrorMessage(messages, question, code, sentences)
    case 'not-an-option':
      return errors.chooseOne(label)
    default:
      return sentences.format ?? errors.characters
  }
}
