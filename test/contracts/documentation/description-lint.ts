/** Finds descriptions that are missing, that only restate a name, or that are hard to read. */
import { isJson, type Json, referencesIn } from '../../../contracts/documentation/json-schemas.ts'

const stopWords = new Set(
  'a an and any are as at be by for from has have in is it its of on or that the this to with'.split(' '),
)

const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !stopWords.has(word))

const stemOf = (word: string): string => word.replace(/(ies|es|s|ed|ing)$/, '')

/** What makes a description useful: a unit, a format, a value, a bound or a condition. */
const fact =
  /\d|`|\b(seconds?|minutes?|hours?|days?|months?|characters?|bytes|UUID|base64url|UTC|URL|JSON|sentence|line|digits|absent|present|required|optional|always|never|only|if|when|whether|must|may|at most|at least|not|each|every|one of|from|order|without|before|after|in lower case|in the path|in the body)\b/i

/** The unit that the name of a number requires in its description. */
const units: readonly (readonly [RegExp, RegExp])[] = [
  [/Seconds$/, /\bseconds\b/],
  [/Minutes$/, /\bminutes\b/],
  [/Months$/, /\bmonths\b/],
  [/PerMinute$/, /\bper minute\b/],
  [/Length$/, /\bcode points\b/],
  [/[vV]ersion$/, /\b(number|from 1|latest|specification|version)\b/],
  [/At$/, /\b[Ww]hen\b|\btime\b/],
]

const maxWordsPerSentence = 40

const sentencesOf = (text: string): string[] => text.split(/(?<=[.:])\s+/)

/** Returns what is wrong with a description, or nothing. */
export const weaknessOf = (name: string, description: unknown): string | undefined => {
  if (typeof description !== 'string' || description === '') return 'is missing'
  if (!/[.)`]$/.test(description)) return 'does not end with a full stop'
  const ofName = new Set(wordsOf(name).map(stemOf))
  if (wordsOf(description).filter((word) => !ofName.has(stemOf(word))).length < 2) return 'only restates the name'
  const longest = Math.max(...sentencesOf(description).map((sentence) => sentence.split(/\s+/).length))
  return longest > maxWordsPerSentence ? `has a sentence of ${longest} words` : undefined
}

/**
 * The same for a field, which also needs a unit, a format or a rule. The description of the type to which the field
 * refers may state it.
 */
export const weaknessOfField = (name: string, description: unknown, ofType = ''): string | undefined => {
  const weakness = weaknessOf(name, description)
  if (weakness !== undefined) return weakness
  const text = `${description} ${ofType}`
  if (!fact.test(text)) return 'names no unit, format, value, bound or condition'
  for (const [names, unit] of units) if (names.test(name) && !unit.test(text)) return `does not match ${unit}`
  return undefined
}

/** Returns the weak descriptions of a document: of operations, parameters, schemas and their properties. */
export const weaknessesIn = (document: Json): { readonly checked: number; readonly found: readonly string[] } => {
  const found: string[] = []
  let checked = 0
  const report = (place: string, weakness: string | undefined): void => {
    checked += 1
    if (weakness !== undefined) found.push(`${place}: ${weakness}`)
  }
  const typeOf = (schema: unknown): string => {
    const [name = ''] = referencesIn(schema)
    return String(Object(Object(document.components).schemas)[name]?.description ?? '')
  }
  const visit = (value: unknown, place: string): void => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) visit(each, `${place}/${index}`)
      return
    }
    if (!isJson(value)) return
    const { properties, schemas, operationId, in: placeOfParameter, name, description, schema } = value
    if (isJson(properties))
      for (const [key, property] of Object.entries(properties))
        report(`${place}/${key}`, weaknessOfField(key, Object(property).description, typeOf(property)))
    if (isJson(schemas))
      for (const [key, named] of Object.entries(schemas))
        report(`${place}/${key}`, weaknessOf(key, Object(named).description))
    if (typeof operationId === 'string') report(`${place} ${operationId}`, weaknessOf(operationId, description))
    if (typeof placeOfParameter === 'string')
      report(`${place} ${name}`, weaknessOfField(String(name), description, typeOf(schema)))
    for (const [key, part] of Object.entries(value)) if (!/^examples?$/.test(key)) visit(part, `${place}/${key}`)
  }
  visit(document, '')
  return { checked, found }
}
