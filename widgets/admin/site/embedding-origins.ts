/** The websites that may embed the pages, as an administrator types them: one per line. */
import { parseUrl } from '../../../contracts/parse-url.ts'

/**
 * Returns the origin of a URL that has nothing after the name of the website but a slash, as in the address bar. Returns any other
 * text unchanged, so that the validation reports it.
 */
const withoutSlash = (line: string): string => {
  const url = parseUrl(line)
  if (url === undefined || url.origin === 'null') return line
  return url.href === `${url.origin}/` ? url.origin : line
}

interface TypedLine {
  /** The number of the line, from 1. */
  readonly number: number
  readonly text: string
}

const typedLines = (typed: string): readonly TypedLine[] =>
  typed.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ number: index + 1, text: line.trim() }]))

export const typedOrigins = (typed: string): readonly string[] =>
  typedLines(typed).map(({ text }) => withoutSlash(text))

/** Returns the line of an error, from the path of its field, such as `embeddingOrigins.2`. Undefined for an error of the whole list. */
export const lineOfError = (typed: string, field: string): TypedLine | undefined => {
  const [, index] = /^embeddingOrigins\.(\d+)$/.exec(field) ?? []
  return index === undefined ? undefined : typedLines(typed)[Number(index)]
}
