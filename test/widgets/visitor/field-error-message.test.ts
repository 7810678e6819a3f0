import { describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'
import { cardCodeDigits } from '../../../widgets/visitor/card-code.ts'
import { fieldErrorMessage } from '../../../widgets/visitor/field-error-message.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { joinDate } from '../../../widgets/visitor/read-date.ts'
import { validateAnswers } from '../../../widgets/visitor/validate-answers.ts'

const today = Date.UTC(2026, 10, 30, 12)
const messages = { ...(await loadVisitorMessages(['en'])), formatLocale: 'en-GB' }

const asked = (type: QuestionType, more: Partial<LocalisedQuestion> = {}): LocalisedQuestion => ({
  ...{ id: QuestionId.parse(type), type, label: type, required: true, masked: false, offTheRecord: false },
  ...more,
})

/** The sentence beside each wrong answer of a form. */
const sentences = (answers: readonly (readonly [LocalisedQuestion, string])[]): readonly string[] => {
  const questions = answers.map(([question]) => question)
  const typed = new Map(answers.map(([{ id }, answer]) => [id, answer]))
  const rules = { questions, offTheRecord: new Set<QuestionId>(), locale: 'en-GB', today }
  const { errors } = validateAnswers(rules, typed)
  return answers.flatMap(([question, answer]) => {
    const code = errors.get(question.id)
    const digits = cardCodeDigits(questions, typed, question.id)
    return code === undefined
      ? []
      : [fieldErrorMessage(messages, { question, code, typed: answer, today, cardCodeDigits: digits })]
  })
}

const accepted = ''
const sentence = (question: LocalisedQuestion, answer: string): string => sentences([[question, answer]])[0] ?? accepted

describe('the sentence beside an expiry date', () => {
  const { errors } = messages
  const format = errors.cardExpiry.format('05/29')

  test.each([
    ['13/29', errors.cardExpiry.month],
    ['00/29', errors.cardExpiry.month],
    ['1329', errors.cardExpiry.month],
    ['2029-13', errors.cardExpiry.month],
    ['10/26', errors.cardExpiry.past],
    ['May 2026', errors.cardExpiry.past],
    ['May', format],
    ['soon', format],
    ['05/2150', format],
    ['', errors.cardExpiry.missing('05/29')],
    ['April 2029', accepted],
    ['Apr 29', accepted],
    ['2029-04', accepted],
    ['２９/０４', errors.cardExpiry.month],
    ['429', accepted],
  ])('%j is %j', (answer, expected) => {
    expect(sentence(asked('card-expiry'), answer)).toBe(expected)
  })
})

describe('the sentence beside a date', () => {
  const { date } = messages.errors
  const typedDate = (day: string, month: string, year: string): string =>
    joinDate(
      new Map([
        ['day', day],
        ['month', month],
        ['year', year],
      ]),
      'en-GB',
    )

  test.each<[string, string, string, Partial<LocalisedQuestion>, string]>([
    ['27', '3', '85', {}, date.year],
    ['27', '3', '205', {}, date.year],
    ['27', '3', '', {}, date.year],
    ['31', '2', '1985', {}, date.format('27 March 1985')],
    ['27', 'Marchember', '1985', {}, date.format('27 March 1985')],
    ['', '', '', {}, date.missing('27 March 1985')],
    ['27', 'March', '1985', {}, accepted],
    ['27', 'mar', '1985', {}, accepted],
    ['1', '12', '2026', { latest: 'today' }, date.untilToday],
    ['30', '11', '2026', { latest: 'today' }, accepted],
    ['29', '11', '2026', { earliest: 'today' }, date.fromToday],
    ['30', '11', '2026', { earliest: 'today' }, accepted],
    ['1', '1', '2030', { latest: '2029-12-31' }, date.until('31 December 2029')],
    ['1', '1', '2029', { earliest: '2029-01-02' }, date.from('2 January 2029')],
    ['31', '2', '2028', { latest: '2029-12-31' }, date.format('27 March 1985')],
  ])('%s %s %s with %j is %j', (day, month, year, bounds, expected) => {
    expect(sentence(asked('date', bounds), typedDate(day, month, year))).toBe(expected)
  })
})

describe('the sentence beside a card’s code', () => {
  const { cardCode } = messages.errors
  const code = asked('card-verification-code', { offTheRecord: true })

  test.each([
    ['4111 1111 1111 1111', '1234', cardCode.digits(3)],
    ['4111 1111 1111 1111', '12', cardCode.digits(3)],
    ['4111 1111 1111 1111', '123', accepted],
    ['3782 822463 10005', '123', cardCode.digits(4)],
    ['3782 822463 10005', '1234', accepted],
    ['3782 822463 10005', '12a4', cardCode.format],
    ['9999 9999 9999 9995', '1234', accepted],
    ['9999 9999 9999 9995', '12', cardCode.length],
  ])('of the card %s: %s is %j', (number, answer, expected) => {
    const said = sentences([
      [code, answer],
      [asked('card-number'), number],
    ])
    expect(said).toEqual(expected === accepted ? [] : [expected])
  })

  test('without a card number in the form allows three or four digits', () => {
    expect(sentence(code, '1234')).toBe(accepted)
    expect(sentence(code, '12345')).toBe(cardCode.length)
  })

  test('names the length of the nearest card before the code', () => {
    const first = asked('card-number', { id: QuestionId.parse('first') })
    const second = asked('card-number', { id: QuestionId.parse('second') })
    const said = sentences([
      [first, '4111 1111 1111 1111'],
      [second, '3782 822463 10005'],
      [code, '123'],
    ])
    expect(said).toEqual([cardCode.digits(4)])
  })
})

describe('a symbol that is not allowed', () => {
  const { errors } = messages

  test.each<[QuestionType, string, string]>([
    ['phone', '+44 20 7946#0018', errors.symbol('#')],
    ['phone', '44+2079460018', errors.symbol('+')],
    ['phone', '+44 20; 7946; 0018', errors.symbol(';')],
    ['phone', '+44 #20 7946 0018*', errors.phone.format],
    ['phone', '0800 CALL ME', errors.phone.format],
    ['national-id', '12_3456', errors.symbol('_')],
    ['national-id', '12😀3456', errors.symbol('😀')],
    ['national-id', '12_34*56', errors.nationalId.format],
    ['iban', 'DE89 3704 0044 0532 0130 00 €', errors.symbol('€')],
    ['card-number', '4111#1111', errors.cardNumber.format],
    ['number', '1.2.3', errors.number('12.50')],
  ])('in an answer of type %s is named if it is the only one: %s', (type, answer, expected) => {
    expect(sentence(asked(type), answer)).toBe(expected)
  })
})
