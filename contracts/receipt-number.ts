/**
 * The receipt number, which a visitor and an agent can read out to each other: `SF-7K2M-9Q4D`. The visitor's receipt and
 * the form's card in the agent panel show the same number.
 */
import type { SubmissionId } from './identifiers.ts'

/** The digits of Crockford's Base32, which omits I, L, O and U: people confuse these letters with digits or with V. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten hexadecimal digits are 40 bits, which are eight digits of Base32. */
const hexDigits = 10
const base32Digits = 8

/**
 * Returns the first 40 bits of the submission id in Base32. All of them are random in a UUID of version 4, so a hash
 * would add nothing, and a person who has the number can search for submission ids with this prefix.
 *
 * The number compares two screens. It does not identify a submission: among n submissions, the expected number of pairs
 * with the same receipt number is n² ÷ 2⁴¹. That is about 5 × 10⁻⁹ for 100 submissions, and 0.5 for a million.
 */
export const receiptNumber = (submissionId: SubmissionId): string => {
  const bits = Number.parseInt(submissionId.replaceAll('-', '').slice(0, hexDigits), 16)
  const base32 = [...bits.toString(32).padStart(base32Digits, '0')]
    .map((digit) => digits.charAt(Number.parseInt(digit, 32)))
    .join('')
  return `SF-${base32.slice(0, 4)}-${base32.slice(4)}`
}
