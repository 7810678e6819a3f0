/** The rules that concern several fields of a template, in addition to the schema of each field. */
import type { LocalisedText } from './localised.ts'
import type { FieldErrorCode } from './problem.ts'
import { isOffTheRecordType, type QuestionType } from './question-types.ts'

export interface RuleViolation {
  readonly path: readonly (string | number)[]
  readonly code: FieldErrorCode
}

interface UncheckedQuestion {
  readonly id: string
  readonly type: QuestionType
  readonly label: LocalisedText
  readonly hint?: LocalisedText | undefined
  readonly offTheRecord: boolean
  readonly options?: readonly { readonly value: string; readonly label: LocalisedText }[] | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly earliest?: string | undefined
  readonly latest?: string | undefined
}

export interface UncheckedTemplate {
  readonly defaultLocale: string
  readonly title: LocalisedText
  readonly intro?: LocalisedText | undefined
  readonly submitLabel?: LocalisedText | undefined
  readonly questions: readonly UncheckedQuestion[]
}

const prefixPaths = (path: RuleViolation['path'], inner: readonly RuleViolation[]): readonly RuleViolation[] =>
  inner.map((breach) => ({ path: [...path, ...breach.path], code: breach.code }))

/** Returns the default locale, and every other locale in which the template has a text. */
const localesOf = ({ defaultLocale, title, intro, submitLabel, questions }: UncheckedTemplate): readonly string[] => {
  const texts = [title, intro, submitLabel].concat(
    questions.flatMap(({ label, hint, options = [] }) => [label, hint, ...options.map((option) => option.label)]),
  )
  return [...new Set([defaultLocale, ...texts.flatMap((text) => Object.keys(text ?? {}))])]
}

/**
 * Reports each text that is missing in a locale of the template. A form would otherwise mix two languages, and a visitor
 * whose language the template does not have would miss a text.
 */
const missingTranslations = (
  texts: Readonly<Record<string, LocalisedText | undefined>>,
  locales: readonly string[],
): readonly RuleViolation[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    text === undefined
      ? []
      : locales
          .filter((locale) => !Object.hasOwn(text, locale))
          .map((locale) => ({ path: [name, locale], code: 'required' }) as const),
  )

/** Reports every occurrence of a value after its first. */
const duplicateValues = (values: readonly string[], name: string): readonly RuleViolation[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [{ path: [index, name], code: 'bad-format' }] : []))

/** The fewest options of a choice. With one option, there would be nothing to choose. */
const minOptions = 2

const optionViolations = (
  { type, options }: UncheckedQuestion,
  locales: readonly string[],
): readonly RuleViolation[] => {
  if (type === 'choice' && options === undefined) return [{ path: ['options'], code: 'required' }]
  if (type !== 'choice' && options !== undefined) return [{ path: ['options'], code: 'unknown' }]
  const each = options ?? []
  if (options !== undefined && each.length < minOptions) return [{ path: ['options'], code: 'too-short' }]
  return prefixPaths(
    ['options'],
    [
      ...duplicateValues(
        each.map(({ value }) => value),
        'value',
      ),
      ...each.flatMap(({ label }, index) => prefixPaths([index], missingTranslations({ label }, locales))),
    ],
  )
}

/** Only a date has bounds. If both bounds are days, at least one day must be allowed. */
const dateBoundViolations = ({ type, earliest, latest }: UncheckedQuestion): readonly RuleViolation[] => {
  if (type !== 'date')
    return Object.entries({ earliest, latest }).flatMap(([name, bound]) =>
      bound === undefined ? [] : [{ path: [name], code: 'unknown' } as const],
    )
  const areDays = earliest !== undefined && latest !== undefined && earliest !== 'today' && latest !== 'today'
  return areDays && earliest > latest ? [{ path: ['latest'], code: 'bad-format' }] : []
}

const questionViolations = (question: UncheckedQuestion, locales: readonly string[]): readonly RuleViolation[] => {
  const { type, label, hint, offTheRecord, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = question
  const found: RuleViolation[] = [
    ...missingTranslations({ label, hint }, locales),
    ...optionViolations(question, locales),
    ...dateBoundViolations(question),
  ]
  if (isOffTheRecordType(type) && !offTheRecord) found.push({ path: ['offTheRecord'], code: 'must-be-sealed' })
  if (minLength > maxLength) found.push({ path: ['maxLength'], code: 'bad-format' })
  return found
}

/** Returns all violations, in the order of the template. */
export function ruleViolations(template: UncheckedTemplate): readonly RuleViolation[] {
  const { title, intro, submitLabel, questions } = template
  const locales = localesOf(template)
  return [
    ...missingTranslations({ title, intro, submitLabel }, locales),
    ...prefixPaths(
      ['questions'],
      duplicateValues(
        questions.map(({ id }) => id),
        'id',
      ),
    ),
    ...questions.flatMap((question, index) => prefixPaths(['questions', index], questionViolations(question, locales))),
  ]
}
