import { describe, expect, test } from 'vitest'
import { SubmissionId } from '../../contracts/identifiers.ts'
import { receiptNumber } from '../../contracts/receipt-number.ts'

const numberOf = (submissionId: string) => receiptNumber(SubmissionId.parse(submissionId))

describe('the receipt number', () => {
  test.each([
    ['00000000-0000-4000-8000-000000000000', 'SF-0000-0000'],
    ['00000000-01ff-4fff-bfff-ffffffffffff', 'SF-0000-0001'],
    ['ffffffff-ffff-4fff-bfff-ffffffffffff', 'SF-ZZZZ-ZZZZ'],
    ['3cc544da-8e00-4000-8000-000000000000', 'SF-7K2M-9PME'],
    ['2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11', 'SF-5CFM-R7KZ'],
  ])('of %s is %s: the first 40 bits in Crockford’s Base32', (submissionId, expected) => {
    expect(numberOf(submissionId)).toBe(expected)
  })

  test('contains no letter that people confuse with a digit or with V', () => {
    const numbers = Array.from({ length: 1_000 }, () => numberOf(crypto.randomUUID()))
    expect(numbers.filter((number) => !/^SF(-[0-9A-HJKMNP-TV-Z]{4}){2}$/.test(number))).toEqual([])
    expect(new Set(numbers).size).toBe(1_000)
  })
})
