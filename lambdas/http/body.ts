/**
 * Reads a body as JSON and checks it strictly: its size, media type and UTF-8 encoding. Refuses a byte order mark and
 * `__proto__`.
 */
import { done, type Outcome, refused } from '../core/outcome.ts'

/** The maximum size of a body as sent: 64 KiB. */
export const maxBodyBytes = 65_536

const jsonMediaType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i

/**
 * True if the content type is JSON. A request without a content type must have no body. It may call a step whose body
 * has no required fields.
 */
export const isJson = (contentType: string | undefined, bodyLength: number): boolean =>
  contentType === undefined ? bodyLength === 0 : jsonMediaType.test(contentType.trim())

/**
 * The value that is used instead of a missing body. It counts as an object without fields, which is enough for a step
 * that requires no fields.
 */
export const absentBody: unknown = Object.freeze({})

const malformed = refused('not-valid', { errors: [{ field: '', code: 'bad-format' }] })

export const readBody = (
  { body, isBase64Encoded }: { body?: string | null | undefined; isBase64Encoded?: boolean | undefined },
  contentType: string | undefined,
): Outcome<unknown> => {
  const bytes = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8')
  if (bytes.length > maxBodyBytes) return refused('too-large')
  if (!isJson(contentType, bytes.length)) return refused('unsupported-media-type')
  if (bytes.length === 0) return done(absentBody)
  return parseJson(bytes)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Without one of these, no name in the text is `__proto__`, and the text can be parsed without looking at each name. */
const protoOrEscape = /__proto__|\\u/

const parseJson = (bytes: Uint8Array): Outcome<unknown> => {
  let namesProto = false
  const notice = (key: string, value: unknown): unknown => {
    if (key === '__proto__') namesProto = true
    return value
  }
  try {
    const text = utf8.decode(bytes)
    const value: unknown = protoOrEscape.test(text) ? JSON.parse(text, notice) : JSON.parse(text)
    return namesProto ? refused('not-valid', { errors: [{ field: '', code: 'unknown' }] }) : done(value)
  } catch {
    // The body is not UTF-8 or not JSON, or is nested too deeply for the parser.
    return malformed
  }
}
