/**
 * Answers as the bytes that are encrypted: four bytes of length (big-endian), that many bytes of JSON in UTF-8, zeros up
 * to a multiple of 1,024. So a stored size tells how many KiB there are and nothing finer: a card payment, an identity
 * check and a yes or no all look alike, as long as they fit into one.
 */
import * as z from 'zod/mini'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { Answers } from './vault.ts'

const lengthBytes = 4
const bucketBytes = 1024

/** Far above the 64 KiB of a request's body, whatever Unicode normalisation and escapes make of it. */
export const maximumPaddedBytes = 512 * 1024

const StoredAnswers = z.record(QuestionId, z.string())

/** @throws RangeError when the answers are larger than any request can be */
export function padAnswers(answers: Answers): Uint8Array {
  const json = Buffer.from(JSON.stringify(answers), 'utf8')
  const size = Math.ceil((lengthBytes + json.length) / bucketBytes) * bucketBytes
  if (size > maximumPaddedBytes) throw new RangeError('The answers are larger than any request.')
  const padded = Buffer.alloc(size)
  padded.writeUInt32BE(json.length)
  padded.set(json, lengthBytes)
  json.fill(0)
  return padded
}

/** The answers, or nothing when the bytes are not exactly what `padAnswers` makes. */
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
    // ignoreBOM keeps a byte order mark in the text, where JSON refuses it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)
    const parsed = StoredAnswers.safeParse(JSON.parse(text))
    // One spelling only: no name twice, no white space, no `__proto__`, which the schema would leave out without a word.
    return parsed.success && JSON.stringify(parsed.data) === text ? parsed.data : undefined
  } catch {
    return undefined
  }
}
