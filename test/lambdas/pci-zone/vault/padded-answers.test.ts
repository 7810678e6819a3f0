import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maximumPaddedBytes, padAnswers, unpadAnswers } from '../../../../lambdas/pci-zone/vault/padded-answers.ts'

/** Padded bytes around any text, as a forger with the data key would make them. */
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
  test('any answers come back as they were', () => {
    fc.assert(
      fc.property(fc.dictionary(questionId, fc.string({ unit: 'grapheme', maxLength: 400 })), (answers) => {
        expect(unpadAnswers(padAnswers(answers))).toEqual({ ...answers })
      }),
    )
  })

  test('abuse 37: all answers of up to a KiB have one size, and the next size is a KiB more', () => {
    const sizeOf = (characters: number) => padAnswers({ 'card-number': '4'.repeat(characters) }).length
    const around = Buffer.byteLength(JSON.stringify({ 'card-number': '' })) + 4
    expect(padAnswers({})).toHaveLength(1024)
    expect(sizeOf(16)).toBe(1024)
    expect(sizeOf(1024 - around)).toBe(1024)
    expect(sizeOf(1025 - around)).toBe(2048)
  })

  test('answers larger than any request are a fault of the program', () => {
    expect(() => padAnswers({ notes: 'x'.repeat(maximumPaddedBytes) })).toThrow(RangeError)
  })

  test('a byte order mark and unpaired surrogates in an answer come back', () => {
    const answers = { notes: '\ufeffa\ud800' }
    expect(unpadAnswers(padAnswers(answers))).toEqual(answers)
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['not a multiple of 1,024', padded('{}', { size: 1_000 })],
    ['a length beyond the end', padded('{}', { length: 1_021 })],
    ['the greatest length', padded('{}', { length: 0xffff_ffff })],
    ['a length of nothing', padded('', { length: 0 })],
    ['something after the answers', padded('{}x', { length: 2 })],
    ['a bucket too many', padded('{}', { size: 2_048 })],
    ['no JSON', padded('{')],
    ['no object', padded('[]')],
    ['null', padded('null')],
    ['an answer that is no string', padded('{"a":1}')],
    ['an answer within an answer', padded('{"a":{"b":"c"}}')],
    ['a name that no question has', padded('{"A b":"c"}')],
    ['a name that means something to an object', padded('{"__proto__":"c"}')],
    ['a name that comes twice', padded('{"a":"b","a":"c"}')],
    ['white space', padded('{"a": "b"}')],
    ['a byte order mark', padded('\ufeff{}')],
    ['bytes that are not UTF-8', padded(Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))],
  ])('%s is refused whole', (_, bytes) => {
    expect(unpadAnswers(bytes)).toBeUndefined()
  })
})
