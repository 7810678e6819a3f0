/** Attributes for autofill, on-screen keyboards and password managers (WCAG 1.3.5; https://html.spec.whatwg.org/#autofill). */
import type { QuestionType } from '../../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'

type InputAttributes = Readonly<Record<string, string>>

/** The attribute for values that are written from left to right in every language. */
const leftToRight = { dir: 'ltr' } as const
const asTyped = { autocapitalize: 'off' } as const

/**
 * Browsers may send text to a service that checks its spelling or continues it. They are allowed to do so only for unmasked long
 * texts that will be stored, because all other answers are secrets, names or numbers.
 */
export const correctionAttributes = ({ type, masked }: LocalisedQuestion, sealed: boolean): InputAttributes =>
  type === 'long-text' && !masked && !sealed
    ? {}
    : { spellcheck: 'false', autocorrect: 'off', writingsuggestions: 'false' }

const byType: Readonly<Partial<Record<QuestionType, InputAttributes>>> = {
  text: { dir: 'auto' },
  number: { ...leftToRight, inputmode: 'decimal', autocomplete: 'off' },
  email: { ...leftToRight, ...asTyped, type: 'email', autocomplete: 'email', inputmode: 'email' },
  phone: { ...leftToRight, type: 'tel', autocomplete: 'tel', inputmode: 'tel' },
  'card-number': { ...leftToRight, autocomplete: 'cc-number', inputmode: 'numeric' },
  'card-expiry': { ...leftToRight, autocomplete: 'cc-exp', inputmode: 'numeric' },
  'card-verification-code': { ...leftToRight, autocomplete: 'cc-csc', inputmode: 'numeric' },
  pin: { ...leftToRight, autocomplete: 'off', inputmode: 'numeric' },
  iban: { ...leftToRight, autocomplete: 'off', autocapitalize: 'characters' },
  'national-id': { dir: 'auto', autocomplete: 'off', autocapitalize: 'characters' },
}

/** The autofill tokens for common ids of text questions. */
const autocompleteById: Readonly<Record<string, string>> = {
  'cardholder-name': 'cc-name',
  name: 'name',
  'full-name': 'name',
  'account-holder': 'name',
  'given-name': 'given-name',
  'first-name': 'given-name',
  'family-name': 'family-name',
  'last-name': 'family-name',
  company: 'organization',
  'street-address': 'street-address',
  address: 'street-address',
  'postal-code': 'postal-code',
  'zip-code': 'postal-code',
  city: 'address-level2',
  state: 'address-level1',
  country: 'country-name',
}

const takesText = (type: QuestionType) => type === 'text' || type === 'long-text'

export const inputAttributes = (question: LocalisedQuestion, sealed: boolean): InputAttributes => {
  const { id, type } = question
  const token = takesText(type) && Object.hasOwn(autocompleteById, id) ? autocompleteById[id] : undefined
  return {
    type: 'text',
    ...byType[type],
    ...correctionAttributes(question, sealed),
    ...(token !== undefined && { autocomplete: token }),
  }
}

/** Returns true for a birthday. Browsers can autofill a birthday, with one token per part. They cannot autofill other dates. */
export const isBirthday = ({ id }: LocalisedQuestion): boolean =>
  /^(date-of-birth|birth-?day|birth-?date|dob)$/.test(id)
