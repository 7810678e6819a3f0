import { describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
import { normaliseAnswer } from '../../../widgets/visitor/normalise-answer.ts'
import { answerToShorten, validateAnswers } from '../../../widgets/visitor/validate-answers.ts'

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

describe('answers with one possible meaning are normalised', () => {
  test.each([
    ['card-expiry', ' 5/29 ', '05/29'],
    ['card-expiry', '0529', '05/29'],
    ['card-expiry', '05 / 2029', '05/2029'],
    ['card-expiry', '05-29', '05/29'],
    ['card-expiry', 'soon', 'soon'],
    ['card-verification-code', ' 7 3 7 ', '737'],
    ['pin', '12-34', '1234'],
    ['number', '12,50', '12.50'],
    ['number', '1,250,000', '1250000'],
    ['number', '1,25,0', '1,25,0'],
    ['card-number', '４１１１　１１１１ー１１１１‐１１１１', '4111 1111-1111-1111'],
    ['card-number', '٤١١١ ١١١١ ١١١١ ١١١١', '4111 1111 1111 1111'],
    ['card-verification-code', '۷۳۷', '737'],
    ['card-expiry', '052029', '05/2029'],
    ['phone', '\u202a+49\u00a030\u202f901820\u202c', '+49 30 901820'],
    ['iban', '\u00a0de89 3704 0044 0532 0130 00', 'de89 3704 0044 0532 0130 00'],
    ['long-text', 'one\r\ntwo\n', 'one\ntwo'],
    ['text', '  Ada  ', 'Ada'],
  ] as const)('%s: %j becomes %j', (type, typed, tidied) => {
    expect(normaliseAnswer(type, typed, 'en')).toBe(tidied)
  })
})

describe('a number is read by the rules of its language', () => {
  test.each([
    ['de', '1.250', '1250'],
    ['de', '1.250,50', '1250.50'],
    ['de', '12.5', '12.5'],
    ['en', '1,250.50', '1250.50'],
    ['de-AT', '1.250', '1250'],
    ['de-AT', '1.250,5', '1250.5'],
    ['de-CH', '1’250.5', '1250.5'],
    ['en', '1.250,50', '1250.50'],
    ['en', '1.250.000', '1250000'],
    ['en', '1.250', '1.250'],
    ['fr', '1\u202f250,5', '1250.5'],
    ['sv', '1 250,5', '1250.5'],
    ['pl', '-1 250,75', '-1250.75'],
    ['tr', '1.250.000', '1250000'],
    ['ar', '١٢٫٥', '12.5'],
    ['ar', '١٬٢٥٠', '1250'],
    ['ja', '１２．５', '12.5'],
    ['en', '−3', '-3'],
    ['en', 'twelve', 'twelve'],
    ['de', '1.25.0', '1.25.0'],
  ])('%s: %j becomes %j', (locale, typed, read) => {
    expect(normaliseAnswer('number', typed, locale)).toBe(read)
  })
})

describe('answers that are too large to be sent', () => {
  const long = { ...question('long-text', false), id: id('longest') }
  const other = { ...question('long-text', false), id: id('other') }
  const sheetOf = (characters: number) => ({
    answers: new Map([
      [other.id, 'a'],
      [long.id, '字'.repeat(characters)],
    ]),
    toSeal: new Map([[id('pin'), '1234']]),
    errors: new Map(),
  })

  test('are reported at the longest of them, in any script', () => {
    expect(answerToShorten(sheetOf(20_000))).toBe('longest')
    expect(answerToShorten(sheetOf(19_000))).toBeUndefined()
  })
})

describe('the answers', () => {
  const card = question('card-number')
  const code = question('card-verification-code')
  const note = question('text', false)

  test('are split into answers to store and answers to seal', () => {
    const typed = new Map([
      [card.id, '4111 1111 1111 1111'],
      [code.id, '737'],
    ])
    const sheet = validateAnswers(
      { questions: [card, code, note], offTheRecord: new Set([code.id]), locale: 'en', today },
      typed,
    )
    expect(sheet.answers).toEqual(new Map([[card.id, '4111111111111111']]))
    expect(sheet.toSeal).toEqual(new Map([[code.id, '737']]))
    expect(sheet.errors.size).toBe(0)
  })

  test('are sealed by their type, even if the form does not mark them', () => {
    const sheet = validateAnswers(
      { questions: [note], offTheRecord: new Set([note.id]), locale: 'en', today },
      new Map([[note.id, 'a secret']]),
    )
    expect(sheet.answers.size).toBe(0)
    expect(sheet.toSeal).toEqual(new Map([[note.id, 'a secret']]))
  })

  test('that are invalid or missing are reported with their error, and appear nowhere else', () => {
    const typed = new Map([
      [card.id, '4111 1111 1111 1112'],
      [code.id, '  '],
    ])
    const sheet = validateAnswers(
      { questions: [card, code, note], offTheRecord: new Set([code.id]), locale: 'en', today },
      typed,
    )
    expect(sheet.errors).toEqual(
      new Map([
        [card.id, 'bad-checksum'],
        [code.id, 'required'],
      ]),
    )
    expect(sheet.answers.size + sheet.toSeal.size).toBe(0)
  })
})
