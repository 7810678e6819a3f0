/** Finds the one symbol because of which an answer is refused. */
import type { QuestionType } from '../../contracts/question-types.ts'
import { checkAnswer } from '../../contracts/question-types.ts'
import { tidyAnswer } from '../../contracts/tidying/tidy-answer.ts'
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'

/** The types that accept some symbols. The messages of other types, such as “digits only”, exclude every symbol. */
const types: ReadonlySet<QuestionType> = new Set(['phone', 'iban', 'national-id'])

/**
 * Returns a printable symbol without which the format of the answer is right. Returns undefined if there is no such symbol, for
 * example if two different symbols are wrong.
 */
export const symbolToRemove = (question: LocalisedQuestion, typed: string, today: number): string | undefined => {
  const { type } = question
  if (!types.has(type)) return undefined
  const tidied = (text: string) => tidyAnswer(type, text, 'en')
  const answer = tidied(typed)
  return answer.match(/[\p{P}\p{S}]/gu)?.find((symbol) => {
    const checked = checkAnswer(tidied(answer.replaceAll(symbol, '')), question, today)
    return 'stored' in checked || checked.wrong !== 'bad-format'
  })
}
