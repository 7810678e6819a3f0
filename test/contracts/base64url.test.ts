import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../../contracts/base64url.ts'

describe('base64url', () => {
  test('encodes bytes exactly like Node, and decodes the result to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1100 }), (bytes) => {
        const text = encodeBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(Buffer.from(decodeBase64url(text) ?? [])).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('decodes only the canonical encoding of a value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.stringMatching(/^[A-Za-z0-9_-]{0,12}$/)), (text) => {
        const bytes = decodeBase64url(text)
        if (bytes === undefined) expect(Buffer.from(text, 'base64url').toString('base64url')).not.toBe(text)
        else expect(encodeBase64url(bytes)).toBe(text)
      }),
    )
  })

  test.each([
    ['padding', 'AA=='],
    ['the alphabet of plain base64', '+/+/'],
    ['unused bits that are set', 'AB'],
    ['unused bits that are set, two bytes', 'AAB'],
    ['an impossible length', 'AAAAA'],
    ['white space', 'AA AA'],
    ['a line feed at the end', 'AAAA\n'],
    ['a look-alike letter', 'АAAA'],
  ])('refuses %s', (_what, text) => {
    expect(decodeBase64url(text)).toBeUndefined()
  })
})
