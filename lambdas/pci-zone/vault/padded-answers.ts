/**
 * The plaintext format of answers: a four-byte length (big-endian), that many bytes of JSON in UTF-8, and zeros up to a
 * multiple of 1,024. The stored size therefore reveals only the number of KiB. The answers of a card payment, an
 * identity check or a yes-or-no question have the same size if each fits into one KiB.
 */
import * as z from 'zod/mini'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { Answers } from './vault.ts'

const lengthBytes = 4
const bucketBytes = 1024

/**
 * The maximum size. The answers of a request body of 64 KiB are far smaller, even after Unicode normalisation and
 * escaping.
 */
export const maximumPaddedBytes = 512 * 1024

const StoredAnswers = z.record(QuestionId, z.string())

/**
 * Returns the plaintext of the answers.
 * @throws RangeError if the answers are larger than any request can be
 */
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

/** Returns the answers, or nothing if `padAnswers` would not return exactly these bytes for them. */
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
    // `ignoreBOM` keeps a byte order mark in the text, so that the JSON parser refuses it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)
    const parsed = StoredAnswers.safeParse(JSON.parse(text))
    // Accept only the canonical encoding, without duplicate names, white space or `__proto__`, which the schema drops.
    return parsed.success && JSON.stringify(parsed.data) === text ? parsed.data : undefined
  } catch {
    return undefined
  }
}
