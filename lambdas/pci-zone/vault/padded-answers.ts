/**
 * The plaintext format of answers: a four-byte length (big-endian), that many bytes of JSON in UTF-8, and zeros up to a
 * multiple of 1,024. A stored size therefore reveals only the number of KiB: a card payment, an identity check and a
 * yes or no look alike as long as each fits into one.
 */
import * as z from 'zod/mini'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { Answers } from './vault.ts'

const lengthBytes = 4
const bucketBytes = 1024

/** Far above the 64 KiB limit of a request body, even after Unicode normalisation and escaping. */
export const maximumPaddedBytes = 512 * 1024

const StoredAnswers = z.record(QuestionId, z.string())

/** @throws RangeError when the answers are larger than any request can be */
export function padAnswers(answers: Answers): Uint8Array {
  const json = Buffer.from(JSON.stringify(answers), 'utf8')
  const size = Math.ceil((lengthBytes + json.length) / bucketBytes) * bucketBytes
  if (size > maximumPaddedBytes) throw new RangeError('The answers are larger than the maximum request size.')
  const padded = Buffer.alloc(size)
  padded.writeUInt32BE(json.length)
  padded.set(json, lengthBytes)
  json.fill(0)
  return padded
}

/** The answers, or nothing when `padAnswers` would not produce exactly these bytes. */
export function unpadAnswers(padded: Uint8Array): Answers | undefined {
  if (padded.length === 0 || padded.length % bucketBytes !== 0 || padded.length > maximumPaddedBytes) return undefined
  const bytes = Buffer.from(padded.buffer, padded.byteOffset, padded.byteLength)
  const end = lengthBytes + bytes.readUInt32BE()
  if (end > bytes.length || bytes.length - end >= bucketBytes) return undefined
  if (bytes.subarray(end).some((byte) => byte !== 0)) return undefined
  return parseAnswers(bytes.subarray(lengthBytes, end))
}

function parseAnswers(json: Uint8Array): Answers | undefined {
  try {
    // `ignoreBOM` keeps a byte order mark in the text, where JSON refuses it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)
    const parsed = StoredAnswers.safeParse(JSON.parse(text))
    // Only the canonical encoding: no duplicate names, white space or `__proto__`, which the schema would drop.
    return parsed.success && JSON.stringify(parsed.data) === text ? parsed.data : undefined
  } catch {
    return undefined
  }
}
