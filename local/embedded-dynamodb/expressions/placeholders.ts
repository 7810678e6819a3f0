/** The names and values that a request gives for the placeholders of its expressions. */
import type { AttributeValue } from '../attribute-value.ts'
import { validationError } from '../wire.ts'

export interface PlaceholderParameters {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined
}

export interface Placeholders {
  /** Returns the attribute's name: the given one for a placeholder, otherwise the name itself. */
  name(text: string): string
  value(placeholder: string): AttributeValue
  /** Throws a ValidationException if a placeholder is not used by any expression, as DynamoDB does. */
  refuseUnused(): void
}

export const placeholdersOf = ({
  ExpressionAttributeNames: names = {},
  ExpressionAttributeValues: values = {},
}: PlaceholderParameters): Placeholders => {
  const used = new Set<string>()
  const find = <Value>(given: Readonly<Record<string, Value>>, placeholder: string, what: string): Value => {
    used.add(placeholder)
    const found = Object.hasOwn(given, placeholder) ? given[placeholder] : undefined
    if (found === undefined)
      throw validationError(
        `Invalid expression: An expression attribute ${what} used in the document path is not defined; ${placeholder}`,
      )
    return found
  }
  return {
    name: (text) => (text.startsWith('#') ? find(names, text, 'name') : text),
    value: (placeholder) => find(values, placeholder, 'value'),
    refuseUnused: () => {
      const unused = [...Object.keys(names), ...Object.keys(values)].filter((placeholder) => !used.has(placeholder))
      if (unused.length > 0)
        throw validationError(`Value provided in expression attributes unused in expressions: keys: {${unused}}`)
    },
  }
}

/** Compiled expressions by their text. A service has a fixed set of expressions, so the bound is never reached. */
export const cachedByText = <Compiled>(compile: (text: string) => Compiled): ((text: string) => Compiled) => {
  const compiled = new Map<string, Compiled>()
  return (text) => {
    const known = compiled.get(text)
    if (known !== undefined) return known
    if (compiled.size >= maxCompiled) compiled.clear()
    const made = compile(text)
    compiled.set(text, made)
    return made
  }
}

const maxCompiled = 1_000
