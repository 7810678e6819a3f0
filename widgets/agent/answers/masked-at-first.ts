/** Decides which answers the panel shows at once. */
import type { QuestionType } from '../../../contracts/question-types.ts'
import type { Question } from '../../../contracts/template.ts'

/** The types that are always masked, even if the template does not mask them. */
const alwaysMasked: ReadonlySet<QuestionType> = new Set([
  'card-number',
  'card-verification-code',
  'pin',
  'iban',
  'national-id',
])

/** Returns true if the answer stays masked until the agent reveals it. */
export const isMaskedAtFirst = ({ type, masked }: Pick<Question, 'type' | 'masked'>): boolean =>
  masked || alwaysMasked.has(type)
