import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAnswers, type GivenAnswers } from '../../contracts/answers.ts'
import { QuestionId } from '../../contracts/identifiers.ts'
import type { QuestionType } from '../../contracts/question-types.ts'

const today = Date.UTC(2026, 1, 15)
const sealed = { enc: 'e', ciphertext: 'c' }

const asked = (id: string, type: QuestionType, required: boolean, offTheRecord = false) => ({
  id: QuestionId.parse(id),
  type,
  required,
  offTheRecord,
})

const questions = [
  asked('name', 'text', true),
  asked('number', 'card-number', true),
  asked('note', 'long-text', false),
  asked('code', 'card-verification-code', true, true),
  asked('word', 'text', false, true),
]

const good = { name: 'Ann', number: '4111 1111 1111 1111' }

const given = (answers: GivenAnswers['answers'], sealedAnswers: GivenAnswers['sealedAnswers'] = { code: sealed }) =>
  checkAnswers({ questions, answers, sealedAnswers, today })

describe('the answers in a submission', () => {
  test('are returned in the form in which they are stored, and sealed or missing answers are left out', () => {
    expect(given({ ...good, note: '' }, { code: sealed, word: sealed })).toEqual({
      stored: { name: 'Ann', number: '4111111111111111' },
    })
  })

  test('are each validated according to the type of the question', () => {
    expect(given({ name: 'a\0', number: '4111111111111112', note: 'x'.repeat(4001) })).toEqual({
      errors: [
        { field: 'answers.name', code: 'bad-format' },
        { field: 'answers.number', code: 'bad-checksum' },
        { field: 'answers.note', code: 'too-long' },
      ],
    })
  })

  test('are refused for a date before the first or after the last date of the question', () => {
    const day = { ...asked('day', 'date', true), earliest: 'today', latest: '2026-12-31' }
    const answered = (value: string) =>
      checkAnswers({ questions: [day], answers: { day: value }, sealedAnswers: {}, today })
    expect(answered('2026-02-13')).toEqual({ errors: [{ field: 'answers.day', code: 'past' }] })
    expect(answered('2026-02-14')).toEqual({ stored: { day: '2026-02-14' } })
    expect(answered('2027-01-01')).toEqual({ errors: [{ field: 'answers.day', code: 'bad-format' }] })
  })

  test('are refused if a required answer is missing or empty', () => {
    expect(given({ number: '' }, {})).toEqual({
      errors: [
        { field: 'answers.name', code: 'required' },
        { field: 'answers.number', code: 'required' },
        { field: 'sealedAnswers.code', code: 'required' },
      ],
    })
  })

  test('are refused in clear text if the question is off the record, even if the answer is empty or optional', () => {
    expect(given({ ...good, code: '123' })).toEqual({ errors: [{ field: 'answers.code', code: 'must-be-sealed' }] })
    expect(given({ ...good, code: '' }, {})).toEqual({ errors: [{ field: 'answers.code', code: 'must-be-sealed' }] })
    expect(given({ ...good, word: 'x' })).toEqual({ errors: [{ field: 'answers.word', code: 'must-be-sealed' }] })
  })

  test('must be sealed if the type of their question is always off the record', () => {
    const answers = { code: '123' }
    const unmarked = { questions: [asked('code', 'card-verification-code', true)], answers, sealedAnswers: {}, today }
    expect(checkAnswers(unmarked)).toEqual({ errors: [{ field: 'answers.code', code: 'must-be-sealed' }] })
  })

  test('are refused if they are sealed but the question is not off the record', () => {
    expect(given(good, { code: sealed, name: sealed })).toEqual({
      errors: [{ field: 'sealedAnswers.name', code: 'must-not-be-sealed' }],
    })
  })

  test('to questions that were not asked are refused', () => {
    expect(given({ ...good, other: '' }, { code: sealed, more: sealed })).toEqual({
      errors: [
        { field: 'answers.other', code: 'unknown' },
        { field: 'sealedAnswers.more', code: 'unknown' },
      ],
    })
  })

  test('are refused if a key is not a question id, and the error does not repeat the key', () => {
    const misplaced = { ...good, '4111111111111111': '', '378282246310005': '' }
    expect(given(misplaced)).toEqual({ errors: [{ field: 'answers', code: 'unknown' }] })
  })

  test('must be own properties of the object, not inherited ones', () => {
    expect(given(Object.create(good), Object.create({ code: sealed }))).toEqual({
      errors: [
        { field: 'answers.name', code: 'required' },
        { field: 'answers.number', code: 'required' },
        { field: 'sealedAnswers.code', code: 'required' },
      ],
    })
    expect(given(JSON.parse('{"name":"Ann","number":"4111111111111111","__proto__":"x"}'))).toEqual({
      errors: [{ field: 'answers', code: 'unknown' }],
    })
  })

  test('are never repeated in errors', () => {
    const anyAnswers = fc.dictionary(
      fc.oneof(fc.constantFrom('name', 'number', 'note', 'code', 'word'), fc.string()),
      fc.string({ unit: 'grapheme' }).map((text) => `\u0001canary ${text}`),
    )
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const checked = given(answers)
        expect(checked).toHaveProperty('errors')
        expect(JSON.stringify(checked)).not.toContain('canary')
      }),
    )
  })
})
