/** `email`: one valid e-mail address by HTML's definition, as in browsers (https://html.spec.whatwg.org/#valid-e-mail-address). */
import type { AnswerCheck } from './answer-check.ts'

/** The pattern of the HTML standard. `z.regexes` has it, too, but would add all its other patterns to the pages. */
const htmlEmail =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

/**
 * The maximum length of an address. An SMTP path has at most 256 octets, including its angle brackets (RFC 5321,
 * section 4.5.3.1.3).
 */
const maxLength = 254

export const email: AnswerCheck = (value) => {
  if (value.length > maxLength) return { wrong: 'too-long' }
  return htmlEmail.test(value) ? { stored: value } : { wrong: 'bad-format' }
}
