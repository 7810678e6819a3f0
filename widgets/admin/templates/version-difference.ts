/** Describes in words how one version of a form differs from another. */
import type { Question, Template } from '../../../contracts/template.ts'
import { messages } from '../messages/current.ts'
import { languageName } from './language-name.ts'

type Texts = Readonly<Record<string, string>> | undefined

const localesOf = ({ title }: Template): readonly string[] => Object.keys(title)

/** Describes the changes of one text, in the languages that both versions have. */
const textChanges = (what: string, from: Texts, to: Texts, locales: readonly string[]): readonly string[] => {
  const { difference } = messages.templates.versions
  return locales.flatMap((locale) => {
    const [before, after] = [from?.[locale], to?.[locale]]
    const language = languageName(locale)
    if (before === after) return []
    if (before === undefined) return [difference.textAdded(what, language, after ?? '')]
    if (after === undefined) return [difference.textRemoved(what, language, before)]
    return [difference.text(what, language, before, after)]
  })
}

type Value = string | number | boolean | undefined

const valueText = (value: Value): string => {
  const { yes, no, none } = messages.templates.versions.difference
  if (typeof value === 'boolean') return value ? yes : no
  return value === undefined ? none : String(value)
}

const setting = (name: string, from: Value, to: Value): readonly string[] =>
  from === to ? [] : [messages.templates.versions.difference.setting(name, valueText(from), valueText(to))]

const optionChanges = (from: Question, to: Question, locales: readonly string[]): readonly string[] => {
  const { difference } = messages.templates.versions
  const [before, after] = [from.options ?? [], to.options ?? []]
  const added = after.filter(({ value }) => !before.some((each) => each.value === value))
  const removed = before.filter(({ value }) => !after.some((each) => each.value === value))
  const kept = before.filter((each) => !removed.includes(each))
  const keptAfter = after.filter((each) => !added.includes(each))
  const isMoved = kept.some(({ value }, index) => keptAfter[index]?.value !== value)
  return [
    ...added.map(({ value }) => difference.optionAdded(value)),
    ...removed.map(({ value }) => difference.optionRemoved(value)),
    ...(isMoved ? [difference.optionsMoved] : []),
    ...kept.flatMap(({ value, label }) => {
      const other = keptAfter.find((each) => each.value === value)
      return textChanges(difference.option(value), label, other?.label, locales)
    }),
  ]
}

const questionChanges = (from: Question, to: Question, locales: readonly string[]): readonly string[] => {
  const { versions, question } = messages.templates
  return [
    ...textChanges(versions.difference.label, from.label, to.label, locales),
    ...textChanges(versions.difference.hint, from.hint, to.hint, locales),
    ...setting(question.type, messages.types[from.type], messages.types[to.type]),
    ...setting(question.isRequired, from.required, to.required),
    ...setting(question.isMasked, from.masked, to.masked),
    ...setting(question.isNeverStored, from.offTheRecord, to.offTheRecord),
    ...setting(question.minLength.label, from.minLength, to.minLength),
    ...setting(question.maxLength.label, from.maxLength, to.maxLength),
    ...setting(question.earliest.label, from.earliest, to.earliest),
    ...setting(question.latest.label, from.latest, to.latest),
    ...optionChanges(from, to, locales),
  ]
}

/** The numbers of the questions of `to` that moved relative to the other questions of both versions. */
const movedQuestions = (from: Template, to: Template): readonly { readonly id: string; from: number; to: number }[] => {
  const idsOf = ({ questions }: Template, other: Template): string[] =>
    questions.map(({ id }) => id).filter((id) => other.questions.some((each) => each.id === id))
  const [before, after] = [idsOf(from, to), idsOf(to, from)]
  const numberIn = ({ questions }: Template, id: string) => questions.findIndex((each) => each.id === id) + 1
  const moved: { readonly id: string; from: number; to: number }[] = []
  // Takes the questions that moved furthest out of both orders until the orders are equal.
  while (before.some((id, index) => after[index] !== id)) {
    const distance = (id: string) => Math.abs(before.indexOf(id) - after.indexOf(id))
    const furthest = [...after].sort((one, other) => distance(other) - distance(one))[0] ?? ''
    before.splice(before.indexOf(furthest), 1)
    after.splice(after.indexOf(furthest), 1)
    moved.push({ id: furthest, from: numberIn(from, furthest), to: numberIn(to, furthest) })
  }
  return moved
}

/** Returns a sentence per difference, in the order of the form. An empty list means that the versions do not differ. */
export const versionDifference = (from: Template, to: Template): readonly string[] => {
  const { versions, branding, languages } = messages.templates
  const { difference } = versions
  const [before, after] = [localesOf(from), localesOf(to)]
  const shared = after.filter((locale) => before.includes(locale))
  const labelOf = ({ label }: Question, { defaultLocale }: Template) => label[defaultLocale] ?? ''
  const earlier = (id: string) => from.questions.find((each) => each.id === id)
  return [
    ...after.filter((locale) => !before.includes(locale)).map((each) => difference.languageAdded(languageName(each))),
    ...before.filter((locale) => !after.includes(locale)).map((each) => difference.languageRemoved(languageName(each))),
    ...setting(languages.default.label, languageName(from.defaultLocale), languageName(to.defaultLocale)),
    ...textChanges(difference.title, from.title, to.title, shared),
    ...textChanges(difference.intro, from.intro, to.intro, shared),
    ...textChanges(difference.submitLabel, from.submitLabel, to.submitLabel, shared),
    ...setting(branding.accent.label, from.theme?.accent, to.theme?.accent),
    ...setting(branding.logo.label, from.theme?.logo, to.theme?.logo),
    ...from.questions
      .filter(({ id }) => !to.questions.some((each) => each.id === id))
      .map((question) => difference.questionRemoved(labelOf(question, from))),
    ...movedQuestions(from, to).map((moved) => {
      const question = to.questions[moved.to - 1]
      return difference.questionMoved(question === undefined ? moved.id : labelOf(question, to), moved.from, moved.to)
    }),
    ...to.questions.flatMap((question, index) => {
      const before = earlier(question.id)
      const label = labelOf(question, to)
      if (before === undefined) return [difference.questionAdded(index + 1, label)]
      return questionChanges(before, question, shared).map((what) => difference.atQuestion(index + 1, label, what))
    }),
  ]
}
