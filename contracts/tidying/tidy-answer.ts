/**
 * Converts a typed or pasted answer to the protocol's format if the answer has only one possible meaning. The visitor's
 * page does this before the check that it shares with the service. The service does not convert answers. It refuses an
 * answer that the protocol does not accept.
 */
import type { QuestionType } from '../question-types.ts'
import { cardExpiryRules } from './card-expiry.ts'
import { digitAndDashRules, spaceAndSignRules } from './characters.ts'
import { codeRules } from './codes.ts'
import { emailRules } from './email.ts'
import { numberRules } from './number.ts'
import { textRules } from './text.ts'
import type { TidyingRule } from './tidying-rule.ts'

/** All rules, in the order in which they are applied. */
export const tidyingRules: readonly TidyingRule[] = [
  ...textRules,
  ...spaceAndSignRules,
  ...emailRules,
  ...digitAndDashRules,
  ...codeRules,
  ...cardExpiryRules,
  ...numberRules,
]

export const tidyAnswer = (
  type: QuestionType,
  typed: string,
  locale: string,
  rules: readonly TidyingRule[] = tidyingRules,
): string => {
  let text = typed
  for (const { types, isFinal, apply } of rules) {
    if (!types.includes(type)) continue
    const tidied = apply(text, locale)
    if (tidied === undefined) continue
    text = tidied
    if (isFinal) return text
  }
  return text
}
