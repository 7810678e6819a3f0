/** Writes a language file: the English file with the texts of another language in place of its own. */
import { type MessageText, readLanguageFile } from './message-texts.ts'
import { messageIdOf, pluralCategoriesOf } from './units.ts'

/** White space other than a space, and characters that control the direction of text: an editor does not show them. */
const invisible = /[^\S ]|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(invisible, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

const stringOf = (text: string): string => `'${escaped(text).replaceAll("'", "\\'")}'`

const templateOf = (text: string): string =>
  `\`${escaped(text)
    .replaceAll('`', '\\`')
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => `\${${name}}`)}\``

const literalOf = (text: string): string => (/\{\w+\}/.test(text) ? templateOf(text) : stringOf(text))

/** Returns the comment in front of the messages, because a language's own notes remain when its texts are replaced. */
const commentOf = (source: string): string => {
  const { commentStart, start } = readLanguageFile(source).statement
  return source.slice(commentStart, start)
}

/**
 * Returns the source of a language file, not yet formatted.
 * @param texts the text of each unit, by id: all of them
 * @param current the language's present file, if there is one
 */
export const languageFileOf = (
  english: string,
  locale: string,
  texts: ReadonlyMap<string, string>,
  current: string | undefined,
): string => {
  const textOf = (id: string) => texts.get(id) ?? ''
  const pluralOf = (id: string) => {
    const forms = pluralCategoriesOf(locale).map((category) => `${category}: ${stringOf(textOf(`${id}.${category}`))}`)
    return `plural(${stringOf(locale)}, { ${forms.join(', ')} })`
  }
  const { texts: places, statement, isTyped } = readLanguageFile(english)
  const replacementOf = (text: MessageText) => ({
    start: text.start,
    end: text.end,
    code: text.category === undefined ? literalOf(textOf(text.id)) : pluralOf(messageIdOf(text)),
  })
  const edits = [
    { start: statement.commentStart, end: statement.start, code: commentOf(current ?? english) },
    // The type of the English messages follows from them. Another language has that type.
    ...(isTyped || locale === 'en' ? [] : [{ start: statement.nameEnd, end: statement.nameEnd, code: ': Messages' }]),
    // A plural has several texts in one place.
    ...places.filter(({ category }) => category === undefined || category === 'other').map(replacementOf),
  ]
  const ordered = edits.toSorted((one, other) => other.start - one.start)
  const source = ordered.reduce(
    (code, { start, end, code: by }) => code.slice(0, start) + by + code.slice(end),
    english,
  )
  return isTyped || locale === 'en' ? source : `import type { Messages } from './messages.ts'\n${source}`
}
