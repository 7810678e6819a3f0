import { describe, expect, test } from 'vitest'
import { cardBrand, cardGaps } from '../../../contracts/question-types/card-brand.ts'

describe('the card brand', () => {
  test.each([
    ['4111', 'Visa', 'CVV', 3],
    ['5555555555554444', 'Mastercard', 'CVC', 3],
    ['378282246310005', 'American Express', 'CID', 4],
    ['6011111111111117', 'Discover', 'CID', 3],
  ])('for the number %s is %s, with a %s of %i digits', (digits, name, code, codeDigits) => {
    expect(cardBrand(digits)).toMatchObject({ name, code: { name: code, digits: codeDigits } })
  })

  test('defines how digits are grouped', () => {
    expect(cardGaps('378282246310005')).toEqual([4, 10])
    expect(cardGaps('4111111111111111')).toEqual([4, 8, 12, 16])
    expect(cardGaps('9999')).toEqual([4, 8, 12, 16])
  })

  test.each(['', '9999', 'abcd'])('for the number %j is unknown', (digits) => {
    expect(cardBrand(digits)).toBeUndefined()
  })
})
