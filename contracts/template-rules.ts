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

/**
 * Reports each text that is missing in the default locale. Every text must exist in this locale, so that there is a
 * text for visitors of every language.
 */
const missingTranslations = (
  texts: Readonly<Record<string, LocalisedText | undefined>>,
  defaultLocale: string,
): readonly RuleViolation[] =>
  Object.entries(texts)
    .filter(([, text]) => text !== undefined && !Object.hasOwn(text, defaultLocale))
    .map(([name]) => ({ path: [name, defaultLocale], code: 'required' }))

/** Reports every occurrence of a value after its first. */
const duplicateValues = (values: readonly string[], name: string): readonly RuleViolation[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [{ path: [index, name], code: 'bad-format' }] : []))

const optionViolations = ({ type, options }: UncheckedQuestion, defaultLocale: string): readonly RuleViolation[] => {
  if (type === 'choice' && options === undefined) return [{ path: ['options'], code: 'required' }]
  if (type !== 'choice' && options !== undefined) return [{ path: ['options'], code: 'unknown' }]
  const each = options ?? []
  return prefixPaths(
    ['options'],
    [
      ...duplicateValues(
        each.map(({ value }) => value),
        'value',
      ),
      ...each.flatMap(({ label }, index) => prefixPaths([index], missingTranslations({ label }, defaultLocale))),
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

const questionViolations = (question: UncheckedQuestion, defaultLocale: string): readonly RuleViolation[] => {
  const { type, label, hint, offTheRecord, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = question
  const found: RuleViolation[] = [
    ...missingTranslations({ label, hint }, defaultLocale),
    ...optionViolations(question, defaultLocale),
    ...dateBoundViolations(question),
  ]
  if (isOffTheRecordType(type) && !offTheRecord) found.push({ path: ['offTheRecord'], code: 'must-be-sealed' })
  if (minLength > maxLength) found.push({ path: ['maxLength'], code: 'bad-format' })
  return found
}

/** Returns all violations, in the order of the template. */
export function ruleViolations({
  defaultLocale,
  title,
  intro,
  submitLabel,
  questions,
}: UncheckedTemplate): readonly RuleViolation[] {
  return [
    ...missingTranslations({ title, intro, submitLabel }, defaultLocale),
    ...prefixPaths(
      ['questions'],
      duplicateValues(
        questions.map(({ id }) => id),
        'id',
      ),
    ),
    ...questions.flatMap((question, index) =>
      prefixPaths(['questions', index], questionViolations(question, defaultLocale)),
    ),
  ]
}
