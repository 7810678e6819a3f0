/** In these tables, `|` is the caret. */
import { describe, expect, test } from 'vitest'
import { cardGaps } from '../../../contracts/question-types/card-brand.ts'
import {
  cardDigits,
  groupDigits,
  regroupDigits,
  type TextWithCaret,
} from '../../../widgets/visitor/fields/group-digits.ts'

const parse = (marked: string): TextWithCaret => ({ text: marked.replace('|', ''), caret: marked.indexOf('|') })
const print = ({ text, caret }: TextWithCaret): string => `${text.slice(0, caret)}|${text.slice(caret)}`

/** What a browser does with the text before its `input` event. */
const edited = (marked: string, edit: string): TextWithCaret & { readonly inputType: string } => {
  const { text, caret } = parse(marked)
  const start = edit === 'Backspace' ? Math.max(0, caret - 1) : caret
  const end = edit === 'Delete' ? caret + 1 : caret
  const inserted = edit === 'Backspace' || edit === 'Delete' ? '' : edit
  const inputType =
    edit === 'Backspace' ? 'deleteContentBackward' : edit === 'Delete' ? 'deleteContentForward' : 'insertText'
  return { text: text.slice(0, start) + inserted + text.slice(end), caret: start + inserted.length, inputType }
}

const after = (marked: string, ...edits: readonly string[]): string =>
  edits.reduce(
    (shown, edit) => print(regroupDigits({ ...edited(shown, edit), before: parse(shown).text }, cardGaps)),
    marked,
  )

describe('a card number that is typed', () => {
  test.each([
    ['4111111111111111', '4111 1111 1111 1111|'],
    ['378282246310005', '3782 822463 10005|'],
    ['30569309025904', '3056 930902 5904|'],
    ['6200000000000000005', '6200 0000 0000 0000 005|'],
    ['9999999999999999995', '9999 9999 9999 9999 995|'],
    ['4111', '4111|'],
    ['4111 ', '4111|'],
    ['4111-1', '4111 1|'],
    ['４１１１１', '4111 1|'],
    ['٤١١١١', '4111 1|'],
    ['', '|'],
  ])('digit by digit as %j is shown as %j', (typed, shown) => {
    expect(after('|', ...typed)).toBe(shown)
  })
})

describe('an edit of a card number', () => {
  test.each([
    ['inserts a digit in the middle', '41|11 1111', ['2'], '412|1 1111 1'],
    ['inserts a digit at the end of a group', '4111| 1111', ['2'], '4111 2|111 1'],
    ['inserts the last digit of a group', '411|1 1111', ['2', '3'], '4112 3|111 11'],
    ['deletes the digit before the caret', '4111 1|111', ['Backspace'], '4111| 111'],
    ['deletes across the space with one key each', '4111 1|111', ['Backspace', 'Backspace'], '411|1 11'],
    ['deletes the digit before the space', '4111 |1111', ['Backspace'], '411|1 111'],
    ['deletes the digit behind the space', '4111| 1111', ['Delete'], '4111| 111'],
    ['deletes the first digit', '|4111 1111', ['Delete'], '|1111 111'],
    ['has no effect before the first digit', '|4111', ['Backspace'], '|4111'],
    ['has no effect behind the last digit', '4111|', ['Delete'], '4111|'],
    ['deletes everything', '41|', ['Backspace', 'Backspace'], '|'],
    ['turns a Visa into an American Express card', '|782822463', ['3'], '3|782 822463'],
    ['pastes digits with dashes in the middle', '4111 |1111', ['22-22'], '4111 2222| 1111'],
    ['pastes a number with a label', '|', ['Card: 4111.1111.1111.1111'], '4111 1111 1111 1111|'],
    ['pastes invisible characters', '|', ['\u200e4111\u00a01111\u200b'], '4111 1111|'],
    ['keeps a letter for the error message', '4111 |1111', ['O'], '4111 O|1111'],
    ['groups again once the letter is removed', '4111 O|1111', ['Backspace', '2'], '4111 2|111 1'],
  ] as const)('%s: %s', (_what, before, edits, result) => {
    expect(after(before, ...edits)).toBe(result)
  })

  test('puts the caret behind what autofill has written', () => {
    const filled = { text: '4111111111111111', caret: 16, before: '' }
    expect(regroupDigits(filled, cardGaps)).toEqual({ text: '4111 1111 1111 1111', caret: 19 })
  })
})

test('a text that is not a card number has no digits to group', () => {
  expect(cardDigits('4111 lll')).toBeUndefined()
  expect(groupDigits('', cardGaps(''))).toBe('')
})
