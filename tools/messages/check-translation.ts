/** Checks the texts of a translator before they become code. */
import { pluralCategoriesOf, type Unit } from './units.ts'
import type { TranslationUnit } from './xliff.ts'

const placeholder = /\{[^{}]*\}/g

const placeholdersOf = (text: string): ReadonlySet<string> => new Set(text.match(placeholder))

/** True if exactly one number has this plural form, so that the text may write it as a word or leave it out. */
const isOneNumber = (locale: string, category: Intl.LDMLPluralRule): boolean => {
  const rules = new Intl.PluralRules(locale)
  return Array.from({ length: 200 }, (_, count) => rules.select(count)).filter((each) => each === category).length === 1
}

const countProblems = (text: string, category: Intl.LDMLPluralRule, locale: string): readonly string[] => {
  const numbers = text.split('#').length - 1
  if (numbers > 1) return ['# may occur only once']
  return numbers === 0 && !isOneNumber(locale, category) ? ['# is missing, which stands for the number'] : []
}

const textProblems = ({ source, category }: Unit, text: string, locale: string): readonly string[] => {
  const [needed, used] = [placeholdersOf(source), placeholdersOf(text)]
  return [
    ...[...needed].filter((name) => !used.has(name)).map((name) => `${name} is missing`),
    ...[...used].filter((name) => !needed.has(name)).map((name) => `${name} is not a placeholder of this text`),
    ...(/[{}]/.test(text.replaceAll(placeholder, '')) ? ['it has a brace without its partner'] : []),
    ...(/<[a-z/!?]|&(#\w+|\w+);/i.test(text) ? ['it has markup'] : []),
    ...(category === undefined ? [] : countProblems(text, category, locale)),
  ]
}

const unitProblems = (unit: Unit, found: readonly TranslationUnit[], locale: string): readonly string[] => {
  const [translation, ...more] = found
  if (translation === undefined && unit.category !== undefined)
    return [`this plural form is missing. The forms of ${locale} are ${pluralCategoriesOf(locale).join(', ')}`]
  if (translation === undefined) return ['this unit is missing']
  if (more.length > 0) return ['this unit occurs more than once']
  if (translation.source !== unit.source) return ['the English text is different now. Export it again']
  const { target = '' } = translation
  return target.trim() === '' ? ['it has no translation'] : textProblems(unit, target, locale)
}

/** Returns one sentence for each problem because of which the translation cannot be imported. */
export const translationProblems = (
  units: readonly Unit[],
  translations: readonly TranslationUnit[],
  locale: string,
): readonly string[] => {
  const known = new Set(units.map(({ id }) => id))
  const problems = units.flatMap((unit) => {
    const found = translations.filter(({ id }) => id === unit.id)
    return unitProblems(unit, found, locale).map((problem) => `${unit.id}: ${problem}.`)
  })
  const unknown = translations.filter(({ id }) => !known.has(id)).map(({ id }) => `${id}: no message has this id.`)
  return [...problems, ...unknown]
}
