/** What the visitor typed, made ready: checked by the service's own rules, and parted into what is stored and what is sealed. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldErrorCode } from '../../contracts/problem.ts'
import { check, type QuestionType } from '../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'

export type Typed = ReadonlyMap<QuestionId, string>

export interface AnswerSheet {
  /** Stored forms, to be tokenised. */
  readonly answers: ReadonlyMap<QuestionId, string>
  /** Off the record, to be sealed before they leave the page. */
  readonly toSeal: ReadonlyMap<QuestionId, string>
  readonly wrong: ReadonlyMap<QuestionId, FieldErrorCode>
}

/** People write as they are used to; the page puts it right where there is only one thing that it can mean. */
export const tidy = (type: QuestionType, typed: string): string => {
  const trimmed = type === 'long-text' ? typed.replace(/\r\n?/g, '\n').trim() : typed.trim()
  switch (type) {
    case 'card-expiry': {
      const [, month = '', year = ''] =
        /^(\d{1,2})[ ]*[/. -][ ]*(\d{2}|\d{4})$/.exec(trimmed) ?? /^(\d\d)(\d\d)$/.exec(trimmed) ?? []
      return month === '' ? trimmed : `${month.padStart(2, '0')}/${year}`
    }
    case 'card-verification-code':
    case 'pin':
      return trimmed.replace(/[ -]/g, '')
    case 'number':
      return trimmed.replace(/^(-?\d+),(\d+)$/, '$1.$2')
    default:
      return trimmed
  }
}

/** Checks every answer. A question that is wrong is in `wrong` and nowhere else; an unanswered one is nowhere, or wrong. */
export const readSheet = (
  questions: readonly LocalisedQuestion[],
  offTheRecord: ReadonlySet<QuestionId>,
  typed: Typed,
  today: number,
): AnswerSheet => {
  const sheet = {
    answers: new Map<QuestionId, string>(),
    toSeal: new Map<QuestionId, string>(),
    wrong: new Map<QuestionId, FieldErrorCode>(),
  }
  for (const question of questions) {
    const { id, type, required } = question
    const answer = tidy(type, typed.get(id) ?? '')
    if (answer === '') {
      if (required) sheet.wrong.set(id, 'required')
      continue
    }
    const checked = check(answer, question, today)
    if ('wrong' in checked) sheet.wrong.set(id, checked.wrong)
    else (offTheRecord.has(id) ? sheet.toSeal : sheet.answers).set(id, checked.stored)
  }
  return sheet
}
