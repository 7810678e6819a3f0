import { describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
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

  test('are reported next to the longest answer, in any script', () => {
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

  test('are sealed if their type requires it, even if the form does not mark them as off the record', () => {
    const sheet = validateAnswers(
      { questions: [note], offTheRecord: new Set([note.id]), locale: 'en', today },
      new Map([[note.id, 'a secret']]),
    )
    expect(sheet.answers.size).toBe(0)
    expect(sheet.toSeal).toEqual(new Map([[note.id, 'a secret']]))
  })

  test('that are invalid or missing are reported with their errors, and are neither stored nor sealed', () => {
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
