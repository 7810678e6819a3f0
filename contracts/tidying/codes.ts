/** Rules for the numbers of accounts, cards and phones. They remove labels, and replace or remove separators. */
import { replaceRule, type TidyingRule } from './tidying-rule.ts'

export const codeRules: readonly TidyingRule[] = [
  replaceRule(
    'the word IBAN is dropped',
    ['iban'],
    /^[([]?IBAN(?:[ -]?(?:no|nr|number|code))?[)\]]?[ .:#=-]*(?=[a-z]{2})/gi,
    '',
  ),
  replaceRule(
    'tel: and words for it are dropped',
    ['phone'],
    /^(?:t[eé]l\p{L}*|phone|mob\p{L}*|cell)[ .:/]*(?=[+(\d])/giu,
    '',
  ),
  replaceRule(
    'a label and a colon before a card number are dropped',
    ['card-number'],
    /^\p{L}[\p{L}\p{M}. -]*[:#] *(?=\d)/gu,
    '',
  ),
  replaceRule('square brackets in a phone number are round', ['phone'], /[[\]]/g, (bracket) =>
    bracket === '[' ? '(' : ')',
  ),
  replaceRule(
    'points and slashes in a number of a card or an account are spaces',
    ['card-number', 'iban'],
    /[./_·•]/g,
    ' ',
  ),
  replaceRule('spaces and dashes in a code are dropped', ['card-verification-code', 'pin'], /[ -]/g, ''),
]
