/** What must hold between the fields of a template, beyond the shape of each. */
import type { LocalisedText } from './localised.ts'
import type { FieldErrorCode } from './problem.ts'
import { isOffTheRecordType, type QuestionType } from './question-types.ts'

export interface Breach {
  readonly path: readonly (string | number)[]
  readonly code: FieldErrorCode
}

interface RuledQuestion {
  readonly id: string
  readonly type: QuestionType
  readonly label: LocalisedText
  readonly hint?: LocalisedText | undefined
  readonly offTheRecord: boolean
  readonly options?: readonly { readonly value: string; readonly label: LocalisedText }[] | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
}

export interface RuledTemplate {
  readonly defaultLocale: string
  readonly title: LocalisedText
  readonly intro?: LocalisedText | undefined
  readonly submitLabel?: LocalisedText | undefined
  readonly questions: readonly RuledQuestion[]
}

const under = (path: Breach['path'], inner: readonly Breach[]): readonly Breach[] =>
  inner.map((breach) => ({ path: [...path, ...breach.path], code: breach.code }))

/** Every text is there in the default locale, so that a visitor of any language reads something. */
const missing = (
  texts: Readonly<Record<string, LocalisedText | undefined>>,
  defaultLocale: string,
): readonly Breach[] =>
  Object.entries(texts)
    .filter(([, text]) => text !== undefined && !Object.hasOwn(text, defaultLocale))
    .map(([name]) => ({ path: [name, defaultLocale], code: 'required' }))

/** The second and later ones of equal values are wrong. */
const repeated = (values: readonly string[], name: string): readonly Breach[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [{ path: [index, name], code: 'bad-format' }] : []))

const ofOptions = ({ type, options }: RuledQuestion, defaultLocale: string): readonly Breach[] => {
  if (type === 'choice' && options === undefined) return [{ path: ['options'], code: 'required' }]
  if (type !== 'choice' && options !== undefined) return [{ path: ['options'], code: 'unknown' }]
  const each = options ?? []
  return under(
    ['options'],
    [
      ...repeated(
        each.map(({ value }) => value),
        'value',
      ),
      ...each.flatMap(({ label }, index) => under([index], missing({ label }, defaultLocale))),
    ],
  )
}

const ofQuestion = (question: RuledQuestion, defaultLocale: string): readonly Breach[] => {
  const { type, label, hint, offTheRecord, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = question
  const found: Breach[] = [...missing({ label, hint }, defaultLocale), ...ofOptions(question, defaultLocale)]
  if (isOffTheRecordType(type) && !offTheRecord) found.push({ path: ['offTheRecord'], code: 'must-be-sealed' })
  if (minLength > maxLength) found.push({ path: ['maxLength'], code: 'bad-format' })
  return found
}

/** All breaches, in the order of the template; none when it is good. */
export function breaches({ defaultLocale, title, intro, submitLabel, questions }: RuledTemplate): readonly Breach[] {
  return [
    ...missing({ title, intro, submitLabel }, defaultLocale),
    ...under(
      ['questions'],
      repeated(
        questions.map(({ id }) => id),
        'id',
      ),
    ),
    ...questions.flatMap((question, index) => under(['questions', index], ofQuestion(question, defaultLocale))),
  ]
}
