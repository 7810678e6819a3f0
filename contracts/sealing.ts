/**
 * Sealing: the visitor's page encrypts an answer for the agent's tab with HPKE in base mode (RFC 9180), with
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. This file defines the parameters that the page and the tab
 * use, and the format that the service checks. The service cannot open sealed answers.
 */
import * as z from 'zod/mini'
import { decodeBase64url } from './base64url.ts'
import type { FormId, QuestionId } from './identifiers.ts'
import { isPointOnP256 } from './p256-point.ts'

/** The `info` parameter of HPKE, in UTF-8. */
export const sealingInfo = 'sealform/v1/off-the-record'

/** The values that a sealed answer is bound to. */
export interface SealingContext {
  readonly formId: FormId
  readonly templateVersion: number
  readonly questionId: QuestionId
  /** The hash of the form's context, if it has one. */
  readonly contextHash?: string | undefined
}

/**
 * Returns the `aad` parameter of HPKE, in UTF-8. It binds an answer to its question, form, template version and
 * context.
 */
export const additionalData = ({ formId, templateVersion, questionId, contextHash }: SealingContext): string =>
  [formId, templateVersion, questionId, ...(contextHash === undefined ? [] : [contextHash])].join('\n')

const tagBytes = 16
const lengthBytes = 2
const blockBytes = 32
const maxPaddedBytes = 1024

/** The canonical base64url of an uncompressed point, which has 65 bytes. The first byte is 4. */
const pointPattern = /^B[A-P][A-Za-z0-9_-]{84}[AEIMQUYcgkosw048]$/

const isCiphertext = (text: string): boolean => {
  const padded = (decodeBase64url(text)?.length ?? 0) - tagBytes
  return padded >= blockBytes && padded <= maxPaddedBytes && padded % blockBytes === 0
}

/**
 * A sealed answer. This schema checks only the format and the size. The agent's tab checks that `enc` is a point on the
 * curve when it opens the answer.
 */
export const SealedAnswer = z.strictObject({
  enc: z.string().check(z.regex(pointPattern)),
  ciphertext: z
    .string()
    .check(z.refine(isCiphertext), z.meta({ minLength: 64, maxLength: 1387, pattern: '^[A-Za-z0-9_-]*$' })),
})
export type SealedAnswer = z.infer<typeof SealedAnswer>

const isSealingKey = (text: string): boolean => {
  const bytes = decodeBase64url(text)
  return bytes !== undefined && isPointOnP256(bytes)
}

/** The public key of the agent's tab for one form: 87 characters, an uncompressed point on the curve. */
export const SealingKey = z
  .string()
  .check(z.refine(isSealingKey), z.meta({ pattern: pointPattern.source }))
  .brand<'SealingKey'>()
export type SealingKey = z.infer<typeof SealingKey>

const utf8 = new TextEncoder()

const paddedLength = (answerBytes: number): number => Math.ceil((answerBytes + lengthBytes) / blockBytes) * blockBytes

/** True if an answer is short enough to be sealed: at most 1,022 bytes of UTF-8. */
export const isSealable = (answer: string): boolean => utf8.encode(answer).length + lengthBytes <= maxPaddedBytes

/**
 * Returns the clear text to seal: a two-byte big-endian length, the answer in UTF-8, then zero bytes up to a multiple
 * of 32, so that the size reveals little. Throws a RangeError if the answer is too long or not well-formed Unicode, so
 * call `checkAnswer` first.
 */
export function padAnswer(answer: string): Uint8Array<ArrayBuffer> {
  if (!answer.isWellFormed() || !isSealable(answer)) throw new RangeError('the answer cannot be sealed')
  const bytes = utf8.encode(answer)
  const padded = new Uint8Array(paddedLength(bytes.length))
  new DataView(padded.buffer).setUint16(0, bytes.length)
  padded.set(bytes, lengthBytes)
  return padded
}

/**
 * Reverses `padAnswer`. If `padAnswer` cannot have returned these bytes, throws a RangeError that does not quote them.
 */
export function unpadAnswer(padded: Uint8Array): string {
  const malformed = new RangeError('the sealed answer is malformed')
  if (padded.length < blockBytes || padded.length > maxPaddedBytes) throw malformed
  const length = new DataView(padded.buffer, padded.byteOffset).getUint16(0)
  if (paddedLength(length) !== padded.length) throw malformed
  if (padded.subarray(lengthBytes + length).some((byte) => byte !== 0)) throw malformed
  try {
    // A byte order mark at the start is part of the answer.
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return strict.decode(padded.subarray(lengthBytes, lengthBytes + length))
  } catch {
    throw malformed
  }
}
