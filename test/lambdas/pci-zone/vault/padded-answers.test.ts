import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maximumPaddedBytes, padAnswers, unpadAnswers } from '../../../../lambdas/pci-zone/vault/padded-answers.ts'

/** Padded bytes around any text, as a forger with the data key could create them. */
function padded(json: string | Uint8Array, { length = Buffer.byteLength(json), size = 1024 } = {}): Uint8Array {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32BE(length)
  bytes.set(Buffer.from(json), 4)
  return bytes
}

const questionId = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,20}$/)
  .filter((id) => id !== 'constructor' && id !== 'prototype')

describe('padded answers', () => {
  test('unpad to the same answers', () => {
    fc.assert(
      fc.property(fc.dictionary(questionId, fc.string({ unit: 'grapheme', maxLength: 400 })), (answers) => {
        expect(unpadAnswers(padAnswers(answers))).toEqual({ ...answers })
      }),
    )
  })

  test('abuse 37: all have the same size up to 1 KiB, and grow in steps of 1 KiB', () => {
    const sizeOf = (characters: number) => padAnswers({ 'card-number': '4'.repeat(characters) }).length
    const around = Buffer.byteLength(JSON.stringify({ 'card-number': '' })) + 4
    expect(padAnswers({})).toHaveLength(1024)
    expect(sizeOf(16)).toBe(1024)
    expect(sizeOf(1024 - around)).toBe(1024)
    expect(sizeOf(1025 - around)).toBe(2048)
  })

  test('that are larger than any request throw a RangeError', () => {
    expect(() => padAnswers({ notes: 'x'.repeat(maximumPaddedBytes) })).toThrow(RangeError)
  })

  test('keep byte order marks and unpaired surrogates', () => {
    const answers = { notes: '\ufeffa\ud800' }
    expect(unpadAnswers(padAnswers(answers))).toEqual(answers)
  })

  test.each([
    ['no bytes', new Uint8Array()],
    ['a size that is not a multiple of 1,024', padded('{}', { size: 1_000 })],
    ['a length beyond the end', padded('{}', { length: 1_021 })],
    ['the maximum length', padded('{}', { length: 0xffff_ffff })],
    ['a length of zero', padded('', { length: 0 })],
    ['bytes after the answers', padded('{}x', { length: 2 })],
    ['one block too many', padded('{}', { size: 2_048 })],
    ['a text that is not JSON', padded('{')],
    ['a value that is not an object', padded('[]')],
    ['null', padded('null')],
    ['an answer that is not a string', padded('{"a":1}')],
    ['a nested answer', padded('{"a":{"b":"c"}}')],
    ['a name that is not a question id', padded('{"A b":"c"}')],
    ['the name of a built-in JavaScript property', padded('{"__proto__":"c"}')],
    ['a duplicate name', padded('{"a":"b","a":"c"}')],
    ['white space', padded('{"a": "b"}')],
    ['a byte order mark', padded('\ufeff{}')],
    ['bytes that are not UTF-8', padded(Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))],
  ])('with %s are refused completely', (_, bytes) => {
    expect(unpadAnswers(bytes)).toBeUndefined()
  })
})
