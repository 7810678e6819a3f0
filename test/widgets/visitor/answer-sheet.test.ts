import { describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
import { readSheet, tidy } from '../../../widgets/visitor/answer-sheet.ts'

const id = (text: string) => QuestionId.parse(text)
const question = (type: QuestionType, required = true) => ({
  id: id(`the-${type}`),
  type,
  label: type,
  required,
  masked: false,
  offTheRecord: false,
})
const today = Date.UTC(2026, 5, 1)

describe('what people write is put right where it can mean one thing only', () => {
  test.each([
    ['card-expiry', ' 5/29 ', '05/29'],
    ['card-expiry', '0529', '05/29'],
    ['card-expiry', '05 / 2029', '05/2029'],
    ['card-expiry', '05-29', '05/29'],
    ['card-expiry', 'soon', 'soon'],
    ['card-verification-code', ' 7 3 7 ', '737'],
    ['pin', '12-34', '1234'],
    ['number', '12,50', '12.50'],
    ['number', '1,250,000', '1,250,000'],
    ['long-text', 'one\r\ntwo\n', 'one\ntwo'],
    ['text', '  Ada  ', 'Ada'],
  ] as const)('%s: %j becomes %j', (type, typed, tidied) => {
    expect(tidy(type, typed)).toBe(tidied)
  })
})

describe('the answers', () => {
  const card = question('card-number')
  const code = question('card-verification-code')
  const note = question('text', false)

  test('are parted into what is stored and what is sealed', () => {
    const typed = new Map([
      [card.id, '4111 1111 1111 1111'],
      [code.id, '737'],
    ])
    const sheet = readSheet([card, code, note], new Set([code.id]), typed, today)
    expect(sheet.answers).toEqual(new Map([[card.id, '4111111111111111']]))
    expect(sheet.toSeal).toEqual(new Map([[code.id, '737']]))
    expect(sheet.wrong.size).toBe(0)
  })

  test('are sealed by the page’s judgement, not by the form’s mark', () => {
    const sheet = readSheet([note], new Set([note.id]), new Map([[note.id, 'a secret']]), today)
    expect(sheet.answers.size).toBe(0)
    expect(sheet.toSeal).toEqual(new Map([[note.id, 'a secret']]))
  })

  test('that are wrong or missing are named with what is wrong, and are nowhere else', () => {
    const typed = new Map([
      [card.id, '4111 1111 1111 1112'],
      [code.id, '  '],
    ])
    const sheet = readSheet([card, code, note], new Set([code.id]), typed, today)
    expect(sheet.wrong).toEqual(
      new Map([
        [card.id, 'bad-checksum'],
        [code.id, 'required'],
      ]),
    )
    expect(sheet.answers.size + sheet.toSeal.size).toBe(0)
  })
})
