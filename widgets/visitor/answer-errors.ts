/** The error messages of the typed answers of a form. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldErrorCode } from '../../contracts/problem.ts'
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'
import { cardCodeDigits } from './card-code.ts'
import { fieldErrorMessage } from './field-error-message.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { answerToShorten, type TypedAnswers, type ValidatedAnswers } from './validate-answers.ts'

export interface AnswerErrors {
  /** Returns undefined if the form does not ask the question. */
  messageFor(id: QuestionId, code: FieldErrorCode): string | undefined
  /** Returns the message for the longest answer, if all answers together are too long to be sent. */
  tooLongTogether(id: QuestionId | undefined): ReadonlyMap<QuestionId, string>
  /** Returns the messages of all answers that the page finds wrong. */
  wrong(): ReadonlyMap<QuestionId, string>
}

export interface AnswerErrorsParts {
  readonly questions: readonly LocalisedQuestion[]
  readonly messages: LocalisedMessages
  /** The time at which the form was shown. The examples are those of this time, as in the hints. */
  readonly openedAt: number
  typed(): TypedAnswers
  validate(): ValidatedAnswers
}

export const createAnswerErrors = ({
  questions,
  messages,
  openedAt,
  typed,
  validate,
}: AnswerErrorsParts): AnswerErrors => {
  const messageFor: AnswerErrors['messageFor'] = (id, code) => {
    const question = questions.find((candidate) => candidate.id === id)
    if (question === undefined) return undefined
    const answers = typed()
    return fieldErrorMessage(messages, {
      ...{ question, code, typed: answers.get(id) ?? '', today: openedAt },
      cardCodeDigits: cardCodeDigits(questions, answers, id),
    })
  }
  const tooLongTogether: AnswerErrors['tooLongTogether'] = (id) => {
    const question = questions.find((candidate) => candidate.id === id)
    if (question === undefined) return new Map()
    return new Map([[question.id, messages.errors.tooLongTogether(bidiIsolate(question.label, messages.locale))]])
  }
  return {
    messageFor,
    tooLongTogether,
    wrong: () => {
      const validated = validate()
      const found = [...validated.errors].map(([id, code]) => [id, messageFor(id, code) ?? ''] as const)
      return new Map([...tooLongTogether(answerToShorten(validated)), ...found])
    },
  }
}
