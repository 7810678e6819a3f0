import { describe, expect, test } from 'vitest'
import { RequestedContext } from '../../../contracts/requested-context.ts'
import {
  amountExample,
  readableContext,
  readContext,
  type TypedContext,
} from '../../../widgets/agent/sending/read-context.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'

const empty: TypedContext = { purpose: '', amount: '', currency: '', reference: '' }
const read = (typed: Partial<TypedContext>, locale = 'en') => readContext({ ...empty, ...typed }, locale)
const errorsOf = (typed: Partial<TypedContext>, locale = 'en') => Object.fromEntries(read(typed, locale).errors)

describe('the context that the agent types', () => {
  test('contains what was typed, without surrounding spaces and what word processors insert', () => {
    const { context, errors } = read({
      purpose: ' Hotel in Köln,\t2 nights\n',
      reference: ' R\u201117\u200b\u00a0(b) ',
    })
    expect(context).toEqual({ purpose: 'Hotel in Köln, 2 nights', reference: 'R-17 (b)' })
    expect(errors.size).toBe(0)
  })

  test.each([{}, { purpose: '  ', amount: ' ', reference: '\u200b' }, { currency: 'EUR' }])(
    'is absent, without an error, if nothing was typed: %j',
    (typed) => {
      const { context, errors } = read(typed)
      expect([context, errors.size]).toEqual([undefined, 0])
    },
  )

  test.each<[string, Partial<TypedContext>, object]>([
    ['a purpose of 201 characters', { purpose: 'x'.repeat(201) }, { purpose: 'too-long' }],
    ['a card number in the purpose', { purpose: 'card 4111 1111 1111 1111' }, { purpose: 'card-number' }],
    ['a card number in the reference', { reference: '4111111111111111' }, { reference: 'card-number' }],
    ['a reference beyond ASCII', { reference: 'Köln' }, { reference: 'characters' }],
    ['a reference of 65 characters', { reference: 'x'.repeat(65) }, { reference: 'too-long' }],
    ['an amount without a currency', { amount: '5' }, { currency: 'currency' }],
    ['a text as the amount', { amount: 'five', currency: 'EUR' }, { amount: 'amount' }],
    ['a negative amount', { amount: '-5', currency: 'EUR' }, { amount: 'amount' }],
    ['too many decimals', { amount: '1.999', currency: 'EUR' }, { amount: 'amount' }],
    ['decimals of a currency without any', { amount: '5.00', currency: 'JPY' }, { amount: 'amount' }],
    ['another currency’s sign', { amount: '$5', currency: 'EUR' }, { amount: 'amount' }],
    ['a billion', { amount: '1,000,000,000', currency: 'EUR' }, { amount: 'amount' }],
    [
      'several of these',
      { purpose: 'x'.repeat(201), amount: 'five', reference: 'Köln' },
      { purpose: 'too-long', amount: 'amount', currency: 'currency', reference: 'characters' },
    ],
  ])('has an error at the field for %s', (_, typed, errors) => {
    expect(errorsOf(typed)).toEqual(errors)
    expect(read(typed).context).toBeUndefined()
  })

  test.each([
    ['1,234.50', 'en', 'EUR', '1234.50'],
    ['1.234,50', 'de', 'EUR', '1234.50'],
    ['1 234,5', 'fr', 'EUR', '1234.50'],
    ['1’234.5', 'de', 'CHF', '1234.50'],
    ['120', 'en', 'USD', '120.00'],
    ['.5', 'en', 'USD', '0.50'],
    ['1.234', 'de', 'EUR', '1234.00'],
    ['1,234', 'en', 'JPY', '1234'],
    ['１２３４', 'ja', 'JPY', '1234'],
    ['١٬٢٣٤٫٥', 'ar', 'KWD', '1234.500'],
  ])('has the amount %s, as %s writes numbers, in %s as %s', (amount, locale, currency, value) => {
    expect(read({ amount, currency }, locale).context).toEqual({ amount: { value, currency } })
  })

  test.each(pageLocales)('can have the example amount that the panel shows in %s', (locale) => {
    for (const [currency, value] of [
      ['EUR', '1234.50'],
      ['JPY', '1234'],
      ['KWD', '1234.500'],
    ] as const) {
      const context = { amount: { value, currency } }
      expect(RequestedContext.parse(context)).toEqual(context)
      expect(read({ amount: amountExample(currency, locale), currency }, locale).context).toEqual(context)
    }
  })
})

describe('the context in the preview', () => {
  const readable = (typed: Partial<TypedContext>) => readableContext({ ...empty, ...typed }, 'en')

  test('has the fields that are right, and an amount only with its currency', () => {
    expect(readable({ purpose: 'Hotel', amount: '120' })).toEqual({ purpose: 'Hotel' })
    expect(readable({ purpose: 'Hotel', amount: '120', currency: 'EUR' })).toEqual({
      ...{ purpose: 'Hotel', amount: { value: '120.00', currency: 'EUR' } },
    })
    expect(readable({ purpose: 'card 4111 1111 1111 1111', reference: 'R-17' })).toEqual({ reference: 'R-17' })
    expect(readable({ amount: '120' })).toBeUndefined()
  })
})
