/** `email`: one address as HTML defines it (https://html.spec.whatwg.org/#valid-e-mail-address), so that page and service agree with the browser. */
import * as z from 'zod/mini'
import type { AnswerCheck } from './answer-check.ts'

/** RFC 5321, 4.5.3.1.3: a path has 256 octets, two of them its angle brackets. */
const maxLength = 254

export const email: AnswerCheck = (value) => {
  if (value.length > maxLength) return { wrong: 'too-long' }
  return z.regexes.html5Email.test(value) ? { stored: value } : { wrong: 'bad-format' }
}
