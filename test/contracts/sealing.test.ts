import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeBase64url } from '../../contracts/base64url.ts'
import { FormId, QuestionId } from '../../contracts/identifiers.ts'
import {
  additionalData,
  isSealable,
  padAnswer,
  SealedAnswer,
  SealingKey,
  sealingInfo,
  unpadAnswer,
} from '../../contracts/sealing.ts'

const rawPublicKey = async (namedCurve = 'P-256'): Promise<Uint8Array<ArrayBuffer>> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve }, false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
}

const isSealingKey = (bytes: Uint8Array): boolean => SealingKey.safeParse(encodeBase64url(bytes)).success

const importable = async (bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
  try {
    await crypto.subtle.importKey('raw', bytes, { name: 'ECDH', namedCurve: 'P-256' }, false, [])
    return true
  } catch {
    return false
  }
}

describe('the parameters of sealing', () => {
  test('have the same fixed values for the visitor’s browser and the agent’s browser', () => {
    const formId = FormId.parse('3f2b8f0e-6a39-4c63-9d35-0c4c0f1f8a11')
    expect(sealingInfo).toBe('sealform/v1/off-the-record')
    const place = { formId, templateVersion: 3, questionId: QuestionId.parse('card-verification-code') }
    const expected = '3f2b8f0e-6a39-4c63-9d35-0c4c0f1f8a11\n3\ncard-verification-code'
    expect(additionalData(place)).toBe(expected)
    expect(additionalData({ ...place, contextHash: 'kMx' })).toBe(`${expected}\nkMx`)
  })
})

describe('a sealing key', () => {
  test('is the raw public key that a browser exports, encoded in 87 characters', async () => {
    for (let round = 0; round < 20; round += 1) {
      const bytes = await rawPublicKey()
      const text = encodeBase64url(bytes)
      expect(text).toHaveLength(87)
      expect(SealingKey.parse(text)).toBe(text)
    }
  })

  test('with one changed bit counts as a point on the curve if and only if WebCrypto accepts it', async () => {
    const good = await rawPublicKey()
    for (let index = 0; index < good.length; index += 3) {
      const mutant = good.with(index, (good[index] ?? 0) ^ 1)
      expect(isSealingKey(mutant)).toBe(await importable(mutant))
    }
    expect(isSealingKey(good.with(64, (good[64] ?? 0) ^ 1))).toBe(false)
  })

  test('is invalid if a coordinate is equal to or above the prime of the field', () => {
    // x = 0 is on the curve (y² = b has a root), so x = p would pass too without the comparison with p.
    const p = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff'
    const zero = '0'.repeat(64)
    const y = '66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4'
    expect(isSealingKey(Buffer.from(`04${zero}${y}`, 'hex'))).toBe(true)
    expect(isSealingKey(Buffer.from(`04${p}${y}`, 'hex'))).toBe(false)
  })

  test('is invalid in any other encoding', async () => {
    const good = await rawPublicKey()
    const text = encodeBase64url(good)
    const wrong = [
      '',
      text.slice(1),
      `${text}A`,
      `${text}=`,
      `${text.slice(0, -1)}_`,
      encodeBase64url(new Uint8Array(65)),
      encodeBase64url(new Uint8Array(65).with(0, 4)),
      encodeBase64url(good.with(0, 2)),
      encodeBase64url(good.subarray(0, 33)),
      encodeBase64url(await rawPublicKey('P-384')),
    ]
    expect(wrong.filter((key) => SealingKey.safeParse(key).success)).toEqual([])
    expect(SealingKey.safeParse(5).success).toBe(false)
  })
})

describe('a sealed answer on the wire', () => {
  const enc = encodeBase64url(new Uint8Array(65).with(0, 4))
  const accepts = (value: unknown) => SealedAnswer.safeParse(value).success
  const ofBytes = (bytes: number) => encodeBase64url(new Uint8Array(bytes).fill(7))

  test('has a ciphertext of 48, 80, … or 1,040 bytes', () => {
    const lengths = Array.from({ length: 1100 }, (_, bytes) => bytes)
    const taken = lengths.filter((bytes) => accepts({ enc, ciphertext: ofBytes(bytes) }))
    expect(taken).toEqual(Array.from({ length: 32 }, (_, index) => 48 + 32 * index))
  })

  test('has an encapsulated key of 65 bytes that begins with the byte 4, and need not be a point on the curve', () => {
    const ciphertext = ofBytes(48)
    expect(accepts({ enc, ciphertext })).toBe(true)
    expect(accepts({ enc: encodeBase64url(new Uint8Array(65).with(0, 2)), ciphertext })).toBe(false)
    expect(accepts({ enc: encodeBase64url(new Uint8Array(64).with(0, 4)), ciphertext })).toBe(false)
    expect(accepts({ enc: encodeBase64url(new Uint8Array(66).with(0, 4)), ciphertext })).toBe(false)
  })

  test('has both fields in canonical base64url, and no other field', () => {
    const ciphertext = ofBytes(48)
    expect(accepts({ enc: `${enc}=`, ciphertext })).toBe(false)
    expect(accepts({ enc, ciphertext: `${ciphertext}\n` })).toBe(false)
    expect(accepts({ enc, ciphertext, more: 1 })).toBe(false)
    expect(accepts({ enc })).toBe(false)
    expect(accepts({ enc, ciphertext: [ciphertext] })).toBe(false)
    expect(accepts('')).toBe(false)
  })
})

describe('the padding of an answer', () => {
  test('consists of the length, the text, and zeros up to the next multiple of 32', () => {
    expect([...padAnswer('123')]).toEqual([0, 3, 0x31, 0x32, 0x33, ...new Array(27).fill(0)])
    expect(padAnswer('')).toHaveLength(32)
    expect(padAnswer('x'.repeat(30))).toHaveLength(32)
    expect(padAnswer('x'.repeat(31))).toHaveLength(64)
    expect([...padAnswer('x'.repeat(300)).subarray(0, 2)]).toEqual([1, 44])
    expect(padAnswer('x'.repeat(1022))).toHaveLength(1024)
  })

  test('is removed without changing the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }).filter(isSealable), (answer) => {
        const padded = padAnswer(answer)
        expect(padded.length % 32).toBe(0)
        expect(padded.length - Buffer.byteLength(answer)).toBeGreaterThanOrEqual(2)
        expect(padded.length - Buffer.byteLength(answer)).toBeLessThan(34)
        expect(unpadAnswer(padded)).toBe(answer)
      }),
    )
    expect(unpadAnswer(padAnswer('\ufeffmarked'))).toBe('\ufeffmarked')
  })

  test('is read correctly from a part of a larger buffer', () => {
    const buffer = new Uint8Array(96)
    buffer.set(padAnswer('123'), 64)
    expect(unpadAnswer(buffer.subarray(64))).toBe('123')
  })

  test('cannot be computed for a text that is too long or not valid Unicode', () => {
    expect(() => padAnswer('x'.repeat(1023))).toThrow(RangeError)
    expect(() => padAnswer('\ud800')).toThrow(RangeError)
  })

  test.each([
    ['empty', new Uint8Array()],
    ['not a multiple of 32', padAnswer('123').subarray(0, 31)],
    ['larger than the maximum', new Uint8Array(1056)],
    ['one block too long', new Uint8Array(64).with(1, 3)],
    ['shorter than its declared length', new Uint8Array(32).with(1, 31)],
    ['padded with other bytes than zeros', padAnswer('123').with(31, 1)],
    ['not UTF-8', new Uint8Array(32).with(1, 1).with(2, 0xff)],
  ])('is rejected if it is %s', (_what, bytes) => {
    expect(() => unpadAnswer(bytes)).toThrow(new RangeError('the sealed answer is malformed'))
  })

  test('is canonical: padding the unpadded text again yields the same bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (length, tail) => {
        const bytes = Uint8Array.from(
          tail
            .with(0, 0)
            .with(1, length)
            .fill(0, Math.min(32, length + 2)),
        )
        try {
          expect(padAnswer(unpadAnswer(bytes))).toEqual(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })
})
