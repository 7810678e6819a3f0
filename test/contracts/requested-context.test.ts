import { describe, expect, test } from 'vitest'
import { currencyDecimals } from '../../contracts/currencies.ts'
import { fieldErrors } from '../../contracts/field-errors.ts'
import { RequestedContext } from '../../contracts/requested-context.ts'

const errorsOf = (context: unknown): readonly string[] => {
  const parsed = RequestedContext.safeParse(context)
  return parsed.success
    ? []
    : fieldErrors(parsed.error.issues, context).map(({ field, code }) => `${field || '(context)'} ${code}`)
}
const amount = (value: string, currency = 'EUR') => ({ amount: { value, currency } })

describe('the context of a form', () => {
  test.each([
    { purpose: 'Hotel in Köln 🏨, 2 nights' },
    { reference: 'R-2030/17 (b)' },
    amount('0.00'),
    { purpose: 'x'.repeat(200), reference: 'x'.repeat(64), ...amount('999999999.99') },
    { purpose: '🏨'.repeat(200) },
  ])('has at least one of purpose, reference and amount: %j', (context) => {
    expect(RequestedContext.parse(context)).toEqual(context)
  })

  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['(context) required']],
    ['an unknown field', { purpose: 'x', note: 'x' }, ['note unknown']],
    ['an empty purpose', { purpose: '' }, ['purpose too-short']],
    ['a purpose of 201 characters', { purpose: 'x'.repeat(201) }, ['purpose too-long']],
    ['a purpose of two lines', { purpose: 'one\ntwo' }, ['purpose bad-format']],
    ['a purpose with half a surrogate pair', { purpose: '\ud800' }, ['purpose bad-format']],
    ['a purpose that is not a string', { purpose: 7 }, ['purpose wrong-type']],
    ['an empty reference', { reference: '' }, ['reference too-short']],
    ['a reference of 65 characters', { reference: 'x'.repeat(65) }, ['reference too-long']],
    ['a reference beyond ASCII', { reference: 'Köln' }, ['reference bad-format']],
    ['an amount without a currency', { amount: { value: '1.00' } }, ['amount.currency required']],
    ['a null amount', { amount: null }, ['amount wrong-type']],
  ])('is refused if it has %s', (_, context, errors) => {
    expect(errorsOf(context)).toEqual(errors)
  })
})

describe('an amount', () => {
  test.each([
    ['12', 'JPY'],
    ['0.05', 'EUR'],
    ['1.250', 'KWD'],
    ['1.250', 'IQD'],
    ['100', 'XOF'],
  ])('is accepted with exactly as many decimals as its currency has: %s %s', (value, currency) => {
    expect(errorsOf(amount(value, currency))).toEqual([])
  })

  test.each([
    ['19.99', 'ISK'],
    ['1.5', 'EUR'],
    ['1', 'EUR'],
    ['1.000', 'EUR'],
    ['1.00', 'JPY'],
    ['1.00', 'KWD'],
  ])('is refused with more or fewer decimals than its currency has: %s %s', (value, currency) => {
    expect(errorsOf(amount(value, currency))).toEqual(['amount.value bad-format'])
  })

  test.each(['01.00', '-1.00', '+1.00', '1,00', '.50', '1.', '1e2', ' 1.00', '1000000000.00', ''])(
    'is refused in any other notation: %j',
    (value) => {
      expect(errorsOf(amount(value))).toEqual(['amount.value bad-format'])
    },
  )

  test.each(['eur', 'EURO', 'ABC', 'XXX', 'XAU', 'CLF', 'HRK', '', '   '])(
    'is refused in the currency %j',
    (currency) => {
      expect(errorsOf(amount('1.00', currency))).toEqual(['amount.currency bad-format'])
    },
  )

  test('is accepted in each currency in use, with the decimals that ISO 4217 defines', () => {
    const known = Intl.supportedValuesOf('currency').filter((code) => currencyDecimals(code) !== undefined)
    expect(known.length).toBeGreaterThan(150)
    expect(['USD', 'GBP', 'CHF', 'INR', 'CNY', 'BRL'].map(currencyDecimals)).toEqual([2, 2, 2, 2, 2, 2])
    expect(['JPY', 'KRW', 'CLP', 'BHD', 'TND', 'IQD'].map(currencyDecimals)).toEqual([0, 0, 0, 3, 3, 3])
  })
})

describe('a card number in a context', () => {
  test.each([
    '4111111111111111',
    'card 4111 1111 1111 1111 please',
    'card 4111-1111-1111-1111',
    '3782 822463 10005',
    '378282246310005',
    'No. 6304000000000000',
    '４１１１１１１１１１１１１１１１',
    '٤١١١١١١١١١١١١١١١',
    '4111–1111–1111–1111',
    '4111\u200b1111\u200b1111\u200b1111',
    '4111\u00a01111\u00a01111\u00a01111',
  ])('is refused: %s', (text) => {
    expect(errorsOf({ purpose: text })).toEqual(['purpose bad-format'])
  })

  test('is also refused in the reference, and no error repeats the number', () => {
    const errors = errorsOf({ reference: 'X4111111111111111' })
    expect(errors).toEqual(['reference bad-format'])
  })

  test.each([
    '4111111111111112',
    '41111111111',
    '41111111111111111111',
    '2030-01-15, room 17, 3 nights',
    'IBAN 4111 1111',
  ])('is not detected in: %s', (text) => {
    expect(errorsOf({ purpose: text })).toEqual([])
  })
})
