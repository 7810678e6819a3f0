import { describe, expect, test } from 'vitest'
import { readHeldValue, writeHeldValue } from '../../../../lambdas/pci-zone/holding/held-value.ts'
import { sealedAnswers } from './sealed-answers.ts'

const now = 1_700_000_000_000
const later = now + 1
const sealed = sealedAnswers('card-verification-code', 'pin')
const pin = sealed.pin

describe('a held value', () => {
  test('can be read until it expires, but not afterwards', () => {
    expect(readHeldValue(writeHeldValue(sealed, later), now)).toEqual(sealed)
    expect(readHeldValue(writeHeldValue(sealed, now), now)).toBeUndefined()
  })

  test.each([
    ['no content', ''],
    ['a text that is not JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no expiry', JSON.stringify({ sealed })],
    ['an expiry that is not a number', JSON.stringify({ expiresAt: String(later), sealed })],
    ['an infinite expiry', `{"expiresAt":1e999,"sealed":{}}`],
    ['an additional field', JSON.stringify({ expiresAt: later, sealed, more: 1 })],
    [
      'a sealed answer with an additional field',
      JSON.stringify({ expiresAt: later, sealed: { pin: { ...pin, clear: '1' } } }),
    ],
    [
      'a sealed answer without a key',
      JSON.stringify({ expiresAt: later, sealed: { pin: { ciphertext: pin?.ciphertext } } }),
    ],
    [
      'a sealed answer of the wrong size',
      JSON.stringify({ expiresAt: later, sealed: { pin: { ...pin, enc: 'BAAA' } } }),
    ],
    ['an answer in clear text', JSON.stringify({ expiresAt: later, sealed: { pin: '1234' } })],
    ['a name that is not a question id', JSON.stringify({ expiresAt: later, sealed: { 'A b': pin } })],
    [
      'the name of a built-in JavaScript property',
      `{"expiresAt":${later},"sealed":{"__proto__":${JSON.stringify(pin)}}}`,
    ],
  ])('with %s is treated as gone', (_, text) => {
    expect(readHeldValue(text, now)).toBeUndefined()
  })
})
