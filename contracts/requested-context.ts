/**
 * The context that send-form accepts. The control zone stores the context unencrypted, so the context must not contain
 * a card number.
 */
import luhn10 from 'card-validator/dist/luhn-10.js'
import * as z from 'zod/mini'
import { currencies, currencyDecimals } from './currencies.ts'
import { countCodePoints, isPlainLine, plainLinePattern } from './plain-text.ts'
import { tidyAnswer } from './tidying/tidy-answer.ts'

/**
 * Finds digits without separators, and digits that are grouped with spaces or dashes as on cards: 4-4-4-4, 4-6-5 or
 * 4-6-4.
 */
const digitRuns = /\d+(?:([ -])\d{4}\1\d{4}\1\d{1,7}(?!\d)|([ -])\d{6}\2\d{4,5}(?!\d))?/g

/**
 * True if a run of 12 to 19 digits in the text passes the Luhn check. The rules for ids convert every digit, space and
 * dash to ASCII and remove invisible characters.
 */
const holdsCardNumber = (text: string): boolean =>
  (tidyAnswer('national-id', text, 'en').match(digitRuns) ?? [])
    .map((run) => run.replace(/[ -]/g, ''))
    .some((digits) => digits.length >= 12 && digits.length <= 19 && luhn10(digits))

const withoutCardNumber = z.refine<string>((text) => !holdsCardNumber(text))

const hasDecimals = (value: string, decimals: number | undefined): boolean =>
  (value.split('.')[1]?.length ?? 0) === decimals

const Amount = z
  .strictObject({
    value: z.string().check(z.regex(/^(0|[1-9]\d{0,8})(\.\d{1,3})?$/)),
    currency: z.string().check(
      z.refine((code) => currencyDecimals(code) !== undefined),
      z.meta({ enum: currencies }),
    ),
  })
  .check(
    z.refine(({ value, currency }) => hasDecimals(value, currencyDecimals(currency)), {
      path: ['value'],
      when: ({ issues }) => issues.length === 0,
    }),
  )

/**
 * The context in a request. At least one of the three fields is required. An amount has exactly the decimals of its
 * currency, so that each amount has only one spelling.
 */
export const RequestedContext = z
  .strictObject({
    purpose: z.optional(
      z.string().check(
        z.minLength(1),
        z.refine(isPlainLine),
        z.refine((text) => countCodePoints(text) <= 200, { params: { code: 'too-long' } }),
        withoutCardNumber,
        z.meta({ maxLength: 200, pattern: plainLinePattern }),
      ),
    ),
    reference: z.optional(
      z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\x20-\x7e]*$/), withoutCardNumber),
    ),
    amount: z.optional(Amount),
  })
  .check(
    z.refine(({ purpose, reference, amount }) => (purpose ?? reference ?? amount) !== undefined, {
      params: { code: 'required' },
    }),
    z.meta({ minProperties: 1 }),
  )
export type RequestedContext = z.infer<typeof RequestedContext>
