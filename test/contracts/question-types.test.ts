import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AskedQuestion,
  checkAnswer,
  isOffTheRecord,
  isOffTheRecordType,
  type QuestionType,
  questionTypes,
} from '../../contracts/question-types.ts'

const today = Date.UTC(2026, 1, 15)

const asked = (type: QuestionType, more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  type,
  offTheRecord: isOffTheRecordType(type),
  ...(type === 'choice' && { options: [{ value: 'visa' }, { value: 'Ja, bitte' }] }),
  ...more,
})

const checked = (type: QuestionType, value: string, more: Partial<AskedQuestion> = {}) =>
  checkAnswer(value, asked(type, more), today)

const emoji = '😀'

const accepted: readonly (readonly [QuestionType, string, string])[] = [
  ['text', 'Zoë O’Neill', 'Zoë O’Neill'],
  ['text', 'e\u0301', 'é'],
  ['text', ' ', ' '],
  ['text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['text', '=1+1', '=1+1'],
  ['text', '\u202eright to left', '\u202eright to left'],
  ['text', 'a\u2028b', 'a\u2028b'],
  ['text', emoji.repeat(4000), emoji.repeat(4000)],
  ['long-text', 'one\ntwo', 'one\ntwo'],
  ['number', '0', '0'],
  ['number', '-007', '-007'],
  ['number', '123456789012345.123456', '123456789012345.123456'],
  ['email', 'a@b', 'a@b'],
  ['email', "Ann.O'Neill@example.com", "Ann.O'Neill@example.com"],
  ['email', 'a..b.@example.com', 'a..b.@example.com'],
  ['email', 'x+tag@sub.example.co.uk', 'x+tag@sub.example.co.uk'],
  ['email', `${'a'.repeat(242)}@example.com`, `${'a'.repeat(242)}@example.com`],
  ['phone', '+49 (0)30 - 1', '+49301'],
  ['phone', '+44 (0)20 7946 0958', '+442079460958'],
  ['phone', '+44(0) 20-7946.0958', '+442079460958'],
  ['phone', '+44 (020) 7946 0958', '+4402079460958'],
  ['phone', '(0)30 123456', '030123456'],
  ['phone', '112-0', '1120'],
  ['phone', '(030) 123.456', '030123456'],
  ['phone', '+123456789012345', '+123456789012345'],
  ['date', '2024-02-29', '2024-02-29'],
  ['date', '2000-02-29', '2000-02-29'],
  ['date', '1000-01-01', '1000-01-01'],
  ['date', '9999-12-31', '9999-12-31'],
  ['yes-no', 'yes', 'yes'],
  ['yes-no', 'no', 'no'],
  ['choice', 'visa', 'visa'],
  ['choice', 'Ja, bitte', 'Ja, bitte'],
  ['card-number', '4111111111111111', '4111111111111111'],
  ['card-number', '4111 1111 1111 1111', '4111111111111111'],
  ['card-number', '3782-822463-10005', '378282246310005'],
  ['card-number', '4222222222222', '4222222222222'],
  ['card-number', '6200000000000005', '6200000000000005'],
  ['card-number', '30569309025904', '30569309025904'],
  ['card-expiry', '02/26', '02/26'],
  ['card-expiry', '02/2026', '02/26'],
  ['card-expiry', '12/2099', '12/99'],
  ['iban', 'DE89370400440532013000', 'DE89370400440532013000'],
  ['iban', 'gb82 west 1234 5698 7654 32', 'GB82WEST12345698765432'],
  ['iban', 'NO9386011117947', 'NO9386011117947'],
  ['iban', 'MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
  ['national-id', '078-05-1120', '078-05-1120'],
  ['national-id', 'AB 12.34/5', 'AB 12.34/5'],
  ['national-id', 'ΑΒ123456', 'ΑΒ123456'],
  ['national-id', 'Ж'.repeat(32), 'Ж'.repeat(32)],
  ['card-verification-code', '000', '000'],
  ['card-verification-code', '1234', '1234'],
  ['pin', '0000', '0000'],
  ['pin', '123456789012', '123456789012'],
]

const refused: readonly (readonly [QuestionType, string, string])[] = [
  ['text', 'a\nb', 'bad-format'],
  ['text', 'a\tb', 'bad-format'],
  ['text', 'a\0b', 'bad-format'],
  ['text', 'a\u0085b', 'bad-format'],
  ['text', '\ud800', 'bad-format'],
  ['text', 'x'.repeat(4001), 'too-long'],
  ['text', emoji.repeat(4001), 'too-long'],
  ['long-text', 'one\r\ntwo', 'bad-format'],
  ['long-text', '\udc00', 'bad-format'],
  ['long-text', '\n'.repeat(4001), 'too-long'],
  ['number', '1,5', 'bad-format'],
  ['number', '+1', 'bad-format'],
  ['number', '1.', 'bad-format'],
  ['number', '.5', 'bad-format'],
  ['number', '1e5', 'bad-format'],
  ['number', '1\n', 'bad-format'],
  ['number', '١', 'bad-format'],
  ['number', '1234567890123456', 'bad-format'],
  ['number', '1.1234567', 'bad-format'],
  ['email', 'nobody', 'bad-format'],
  ['email', 'a@b@c', 'bad-format'],
  ['email', 'a@-b.example', 'bad-format'],
  ['email', 'a@b..example', 'bad-format'],
  ['email', 'a b@example.com', 'bad-format'],
  ['email', 'a@example.com, b@example.com', 'bad-format'],
  ['email', 'a@example.com\n', 'bad-format'],
  ['email', 'ä@example.com', 'bad-format'],
  ['email', `a@${'b'.repeat(64)}`, 'bad-format'],
  ['email', `${'a'.repeat(243)}@example.com`, 'too-long'],
  ['phone', '123', 'too-short'],
  ['phone', '+ ()', 'too-short'],
  ['phone', '1234567890123456', 'too-long'],
  ['phone', '0049+30123', 'bad-format'],
  ['phone', '++4930123', 'bad-format'],
  ['phone', '0800 CALL ME', 'bad-format'],
  ['phone', '٠٣٠١٢٣٤', 'bad-format'],
  ['date', '2023-02-29', 'bad-format'],
  ['date', '1900-02-29', 'bad-format'],
  ['date', '2023-04-31', 'bad-format'],
  ['date', '2023-13-01', 'bad-format'],
  ['date', '2023-00-10', 'bad-format'],
  ['date', '2023-01-00', 'bad-format'],
  ['date', '0000-01-01', 'bad-format'],
  ['date', '0999-12-31', 'bad-format'],
  ['date', '2023-1-1', 'bad-format'],
  ['date', '01/02/2023', 'bad-format'],
  ['date', '2023-01-01T00:00', 'bad-format'],
  ['yes-no', 'Yes', 'not-an-option'],
  ['yes-no', 'true', 'not-an-option'],
  ['choice', 'Visa', 'not-an-option'],
  ['choice', 'constructor', 'not-an-option'],
  ['card-number', '4111111111111112', 'bad-checksum'],
  ['card-number', '6200000000000006', 'bad-checksum'],
  ['card-number', '99999999999', 'too-short'],
  ['card-number', '- -', 'too-short'],
  ['card-number', '41111111111111111111', 'too-long'],
  ['card-number', '4111.1111.1111.1111', 'bad-format'],
  ['card-number', '４１１１１１１１１１１１１１１１', 'bad-format'],
  ['card-expiry', '01/26', 'past'],
  ['card-expiry', '12/2025', 'past'],
  ['card-expiry', '12/1999', 'past'],
  ['card-expiry', '01/2100', 'bad-format'],
  ['card-expiry', '13/26', 'bad-format'],
  ['card-expiry', '00/26', 'bad-format'],
  ['card-expiry', '2/26', 'bad-format'],
  ['card-expiry', '02-26', 'bad-format'],
  ['card-expiry', '02/026', 'bad-format'],
  ['card-expiry', '0226', 'bad-format'],
  ['iban', 'DE88370400440532013000', 'bad-checksum'],
  ['iban', 'DE89370400440532013001', 'bad-checksum'],
  ['iban', 'NO938601111794', 'too-short'],
  ['iban', `DE89${'0'.repeat(31)}`, 'too-long'],
  ['iban', '8937040044053201300', 'bad-format'],
  ['iban', 'DEX9370400440532013000', 'bad-format'],
  ['iban', 'DE89ß70400440532013000', 'bad-format'],
  ['iban', 'DE89\t370400440532013000', 'bad-format'],
  ['national-id', '123', 'too-short'],
  ['national-id', '1'.repeat(33), 'too-long'],
  ['national-id', '123_456', 'bad-format'],
  ['national-id', '1234\n', 'bad-format'],
  ['card-verification-code', '12', 'too-short'],
  ['card-verification-code', '12345', 'too-long'],
  ['card-verification-code', '12a', 'bad-format'],
  ['pin', '123', 'too-short'],
  ['pin', '1234567890123', 'too-long'],
  ['pin', '12 34', 'bad-format'],
]

describe('an answer that is accepted', () => {
  test.each(accepted)('to a question of type %s: %j is stored as %j', (type, value, stored) => {
    expect(checked(type, value)).toEqual({ stored })
  })

  test('has an example in this test for every question type', () => {
    expect(new Set(accepted.map(([type]) => type))).toEqual(new Set(questionTypes))
  })
})

describe('an answer that is refused', () => {
  test.each(refused)('to a question of type %s: %j is %s', (type, value, wrong) => {
    expect(checked(type, value)).toEqual({ wrong })
  })

  test('has an example in this test for every question type', () => {
    expect(new Set(refused.map(([type]) => type))).toEqual(new Set(questionTypes))
  })
})

describe('a card', () => {
  const checkDigit = (digits: string): number => {
    const weighed = Array.from(digits)
      .toReversed()
      .map((digit, index) => (index % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    const sum = weighed.reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0)
    return (10 - (sum % 10)) % 10
  }

  test('of an unknown brand is accepted if its check digit is right', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^99999\d{6,13}$/), fc.integer({ min: 1, max: 9 }), (start, off) => {
        const right = checkDigit(start)
        expect(checked('card-number', `${start}${right}`)).toEqual({ stored: `${start}${right}` })
        expect(checked('card-number', `${start}${(right + off) % 10}`)).toEqual({ wrong: 'bad-checksum' })
      }),
    )
  })

  test('is valid until its expiry month has ended in every time zone', () => {
    const over = Date.UTC(2026, 2, 1, 12)
    const question = asked('card-expiry')
    expect(checkAnswer('02/26', question, over - 1)).toEqual({ stored: '02/26' })
    expect(checkAnswer('02/26', question, over)).toEqual({ wrong: 'past' })
    expect(checkAnswer('12/26', question, Date.UTC(2027, 0, 1, 11, 59))).toEqual({ stored: '12/26' })
    expect(checkAnswer('12/26', question, Date.UTC(2027, 0, 1, 12))).toEqual({ wrong: 'past' })
  })
})

describe('the first and the last date of a question', () => {
  test.each([
    ['2030-01-01', { earliest: '2030-01-01' }, undefined],
    ['2029-12-31', { earliest: '2030-01-01' }, 'past'],
    ['2030-01-31', { latest: '2030-01-31' }, undefined],
    ['2030-02-01', { latest: '2030-01-31' }, 'bad-format'],
    ['9999-12-31', { earliest: '2030-01-01' }, undefined],
    ['1000-01-01', { latest: '2030-01-31' }, undefined],
  ])('include %s with %j: %s', (value, bounds, wrong = '') => {
    expect(checked('date', value, bounds)).toEqual(wrong === '' ? { stored: value } : { wrong })
  })

  test.each([
    ['11:59', '2026-02-14', '2026-02-15', '2026-02-16'],
    ['09:59', '2026-02-14', '2026-02-15', '2026-02-15'],
    ['12:00', '2026-02-15', '2026-02-15', '2026-02-16'],
  ])('are today in any time zone: at %s UTC from %s to %s or %s', (time, first, day, last) => {
    const now = Date.parse(`2026-02-15T${time}Z`)
    const dates = ['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-16', '2026-02-17']
    const acceptedDates = (bounds: Partial<AskedQuestion>) =>
      dates.filter((each) => 'stored' in checkAnswer(each, asked('date', bounds), now))
    expect(acceptedDates({ earliest: 'today' })[0]).toBe(first)
    expect(acceptedDates({ latest: 'today' }).at(-1)).toBe(last)
    expect(acceptedDates({ earliest: 'today', latest: 'today' })).toContain(day)
  })
})

describe('the length limits of a question', () => {
  test('count the code points of the stored form', () => {
    expect(checked('text', emoji, { minLength: 2 })).toEqual({ wrong: 'too-short' })
    expect(checked('text', emoji.repeat(2), { minLength: 2, maxLength: 2 })).toEqual({ stored: emoji.repeat(2) })
    expect(checked('text', 'e\u0301e\u0301', { maxLength: 2 })).toEqual({ stored: 'éé' })
    expect(checked('text', 'abc', { maxLength: 2 })).toEqual({ wrong: 'too-long' })
    expect(checked('card-number', '4111 1111 1111 1111', { maxLength: 16 })).toEqual({ stored: '4111111111111111' })
    expect(checked('pin', '123456', { maxLength: 4 })).toEqual({ wrong: 'too-long' })
  })
})

describe('an answer off the record', () => {
  test('is recognised by the flag or by the type of its question', () => {
    expect(questionTypes.filter(isOffTheRecordType)).toEqual(['card-verification-code', 'pin'])
    expect(isOffTheRecord({ type: 'text', offTheRecord: true })).toBe(true)
    expect(isOffTheRecord({ type: 'text', offTheRecord: false })).toBe(false)
    expect(isOffTheRecord({ type: 'pin', offTheRecord: false })).toBe(true)
  })

  test('must fit into a sealed answer of the maximum size', () => {
    const longest = 'x'.repeat(1022)
    expect(checked('text', longest, { offTheRecord: true })).toEqual({ stored: longest })
    expect(checked('text', `${longest}x`, { offTheRecord: true })).toEqual({ wrong: 'too-long' })
    expect(checked('text', emoji.repeat(256), { offTheRecord: true })).toEqual({ wrong: 'too-long' })
  })
})

describe('for any input', () => {
  const anyType = fc.constantFrom(...questionTypes)
  const examples = accepted.map(([, value]) => value)
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc.string({ unit: fc.constantFrom(...'0123456789+-/. ()@aZéé') }),
    fc.constantFrom(...examples),
  )

  test('the check of an answer does not throw, and it accepts the stored form of every valid answer unchanged', () => {
    fc.assert(
      fc.property(anyType, anyText, (type, value) => {
        const first = checked(type, value)
        if ('stored' in first) expect(checked(type, first.stored)).toEqual(first)
        else expect(Object.keys(first)).toEqual(['wrong'])
      }),
      { numRuns: 2000 },
    )
  })
})
