/**
 * Refusals on the wire: RFC 9457 problem details with a closed list of codes. `errors` contains field paths and codes,
 * never a value.
 */
import * as z from 'zod/mini'
import { refusalCodes } from './refusal-codes.ts'

export type RefusalCode = (typeof refusalCodes)[number]

/** All refusals of the protocol. */
export const refusals = {
  'not-signed-in': { status: 401, title: 'You are not signed in.' },
  'not-permitted': { status: 403, title: 'You do not have the permission for this.' },
  'sign-in-again': { status: 403, title: 'This needs a recent sign-in. Sign in again.' },
  'not-available': { status: 404, title: 'This is not available.' },
  'not-found': { status: 404, title: 'This does not exist.' },
  'method-not-allowed': { status: 405, title: 'This address does not support that method.' },
  conflict: { status: 409, title: 'The current state does not allow this.' },
  'changed-meanwhile': { status: 412, title: 'It has changed since you read it. Read it again.' },
  'too-large': { status: 413, title: 'The request is larger than 64 KiB.' },
  'unsupported-media-type': { status: 415, title: 'Send application/json in UTF-8.' },
  'not-valid': { status: 422, title: 'The request is not valid.' },
  'too-many-requests': { status: 429, title: 'Too many requests. Try again later.' },
  'try-again': { status: 503, title: 'A required service failed. Try again.' },
} as const satisfies Readonly<Record<RefusalCode, { readonly status: number; readonly title: string }>>

export const fieldErrorCodes = [
  'required',
  'wrong-type',
  'unknown',
  'too-short',
  'too-long',
  'bad-format',
  'bad-checksum',
  'not-an-option',
  'past',
  'must-be-sealed',
  'must-not-be-sealed',
] as const

export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/**
 * An error about one field. `field` is a dotted path, such as `answers.card-number`. An empty path means the body
 * itself.
 */
export interface FieldError {
  readonly field: string
  readonly code: FieldErrorCode
}

export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(refusalCodes),
  requestId: z.string(),
  errors: z.optional(z.array(z.strictObject({ field: z.string(), code: z.enum(fieldErrorCodes) }))),
})
export type Problem = z.infer<typeof Problem>
