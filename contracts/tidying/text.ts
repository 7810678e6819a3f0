/** Rules for free text, which may come from a word processor, a spreadsheet or a PDF file. */
import { replaceRule, type TidyingRule } from './tidying-rule.ts'

/**
 * Matches the line ends that Unicode lists in section 5.8: line feed, vertical tab, form feed, carriage return, next
 * line, line separator and paragraph separator.
 */
const lineEnd = /\r\n|[\n-\r\u0085\u2028\u2029]/g

export const textRules: readonly TidyingRule[] = [
  replaceRule('a line end in one line of text is a space', ['text'], lineEnd, ' '),
  replaceRule('a line end in long text is a line feed', ['long-text'], lineEnd, '\n'),
  replaceRule('a tab in text is a space', ['text', 'long-text'], /\t/g, ' '),
  replaceRule(
    'other controls and unpaired surrogates are removed',
    ['text', 'long-text'],
    /(?!\n)[\p{Cc}\p{Cs}]/gu,
    '',
  ),
  replaceRule(
    'text without a visible character is empty',
    ['text', 'long-text'],
    /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/gu,
    '',
  ),
]
