import { describe, expect, test } from 'vitest'
import { fromBase32, totp } from '../../../tools/prove/totp.ts'

const key = fromBase32('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')

describe('a one-time password', () => {
  /** RFC 6238, appendix B: the last six of eight digits. */
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds is the one in the specification', (seconds, code) => {
    expect(totp(key, seconds * 1_000)).toBe(code)
  })

  test('has a key in base 32, which is decoded as in the test vectors of RFC 4648', () => {
    const texts = ['', 'MY======', 'MZXQ====', 'mzxw6', 'MZXW6YQ=', 'MZXW6YTB'].map((text) =>
      fromBase32(text).toString(),
    )
    expect(texts).toEqual(['', 'f', 'fo', 'foo', 'foob', 'fooba'])
    expect(() => fromBase32('0')).toThrow(RangeError)
  })
})
