import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAnswer } from '../../contracts/masking.ts'
import { questionTypes } from '../../contracts/question-types.ts'

describe('masking', () => {
  test.each([
    ['text', 'Ann', '••••'],
    ['long-text', 'one\ntwo', '••••'],
    ['number', '42', '••••'],
    ['email', 'ann@example.com', 'a••••@example.com'],
    ['phone', '+4930123456', '••••'],
    ['date', '1990-01-01', '••••'],
    ['yes-no', 'yes', '••••'],
    ['choice', 'visa', '••••'],
    ['card-number', '4111111111111111', '411111••••1111'],
    ['card-number', '30569309025904', '305693••••5904'],
    ['card-number', '4222222222222', '••••2222'],
    ['card-expiry', '02/26', '••/••'],
    ['iban', 'DE89370400440532013000', 'DE••••3000'],
    ['national-id', '078-05-1120', '••••'],
    ['card-verification-code', '123', '••••'],
    ['pin', '1234', '••••'],
  ] as const)('turns the %s answer %j into %s', (type, stored, masked) => {
    expect(maskAnswer(type, stored)).toBe(masked)
  })

  test('does not reveal the length of an answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionTypes), fc.stringMatching(/^\d{14,34}$/), (type, stored) => {
        expect(maskAnswer(type, stored).length).toBe(maskAnswer(type, '4111111111111111').length)
      }),
    )
  })

  test('shows no part of an invalid e-mail address', () => {
    expect(maskAnswer('email', '@example.com')).toBe('••••')
    expect(maskAnswer('email', 'nobody')).toBe('••••')
  })
})
