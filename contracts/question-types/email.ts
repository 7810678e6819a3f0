/** `email`: one valid e-mail address by HTML's definition, as in browsers (https://html.spec.whatwg.org/#valid-e-mail-address). */
import * as z from 'zod/mini'
import type { AnswerCheck } from './answer-check.ts'

/**
 * The maximum length of an address. An SMTP path has at most 256 octets, including its angle brackets (RFC 5321,
 * section 4.5.3.1.3).
 */
const maxLength = 254

export const email: AnswerCheck = (value) => {
  if (value.length > maxLength) return { wrong: 'too-long' }
  return z.regexes.html5Email.test(value) ? { stored: value } : { wrong: 'bad-format' }
}
