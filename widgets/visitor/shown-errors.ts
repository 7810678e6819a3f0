/** Which of the shown errors are corrected. An error disappears as soon as its answer is right. No error appears while typing. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { TypedAnswers } from './validate-answers.ts'

export interface ShownErrors {
  show(ids: Iterable<QuestionId>): void
  /** Returns the questions whose errors are corrected, or this one alone if its error is corrected. Each is returned once. */
  takeCorrected(only?: QuestionId): readonly QuestionId[]
  /** Returns the questions whose errors are still shown. */
  remaining(): readonly QuestionId[]
}

export interface AnswerSource {
  typed(): TypedAnswers
  /** Returns the error messages of the answers that the page finds wrong. */
  wrong(): ReadonlyMap<QuestionId, string>
}

export const createShownErrors = ({ typed, wrong }: AnswerSource): ShownErrors => {
  /**
   * The answers that only the service refused. Such an error disappears when the answer changes. The other errors may also
   * disappear when another answer changes, as the length of a card's code depends on its number.
   */
  let shown = new Map<QuestionId, string | undefined>()
  return {
    show: (ids) => {
      const shownIds = [...ids]
      shown = new Map()
      // The first display of the questions shows no error, and a check of all answers would delay it.
      if (shownIds.length === 0) return
      const answers = typed()
      const found = wrong()
      shown = new Map(shownIds.map((id) => [id, found.has(id) ? undefined : answers.get(id)]))
    },
    takeCorrected: (only) => {
      if (shown.size === 0) return []
      const answers = typed()
      const stillWrong = wrong()
      const corrected = [...shown].flatMap(([id, answer]) =>
        stillWrong.has(id) || answers.get(id) === answer || (only ?? id) !== id ? [] : [id],
      )
      for (const id of corrected) shown.delete(id)
      return corrected
    },
    remaining: () => [...shown.keys()],
  }
}
