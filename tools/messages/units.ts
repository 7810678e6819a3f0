/** The units of a page's messages, as a translator receives them: one for each text, and one for each plural form. */
import type { MessageText } from './message-texts.ts'

export interface Unit {
  readonly id: string
  /** The English text. */
  readonly source: string
  /** The plural category of the language that this unit is for. */
  readonly category?: Intl.LDMLPluralRule
}

const categoryOrder = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

export const pluralCategoriesOf = (locale: string): readonly Intl.LDMLPluralRule[] => {
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
  return categoryOrder.filter((category) => pluralCategories.includes(category))
}

/** Returns the id of a message that has plural forms, or of a text without forms. */
export const messageIdOf = ({ id, category }: MessageText): string =>
  category === undefined ? id : id.slice(0, -category.length - 1)

/** Returns the units of a language. Its plural forms are those of its own grammar, not those of English. */
export const unitsOf = (english: readonly MessageText[], locale: string): readonly Unit[] =>
  english.flatMap((text): readonly Unit[] => {
    if (text.category === undefined) return [{ id: text.id, source: text.text }]
    if (text.category !== 'other') return []
    const message = messageIdOf(text)
    return pluralCategoriesOf(locale).map((category) => {
      const id = `${message}.${category}`
      return { id, category, source: english.find((form) => form.id === id)?.text ?? text.text }
    })
  })
