/** Document paths: an attribute, or attributes in maps, such as `#answers.#city`. Elements of lists are not supported. */
import type { AttributeValue, Item } from '../attribute-value.ts'
import { validationError } from '../wire.ts'
import { cachedByText, type Placeholders } from './placeholders.ts'
import { type Tokens, tokensOf } from './tokens.ts'

/** The names from the item inwards. */
export type Path = readonly [string, ...string[]]

/** Takes a path, whose names may be placeholders. */
export const takePath = (tokens: Tokens): Path => {
  const path: [string, ...string[]] = [takeName(tokens)]
  while (tokens.takes('.')) path.push(takeName(tokens))
  return path
}

const takeName = (tokens: Tokens): string => tokens.match(/^[#A-Za-z_]/)

/** Replaces the placeholders in a path. */
export const namesOf = ([first, ...others]: Path, placeholders: Placeholders): Path => [
  placeholders.name(first),
  ...others.map(placeholders.name),
]

export const valueAt = (item: Item, [name, ...inner]: Path): AttributeValue | undefined => {
  const value = Object.hasOwn(item, name) ? item[name] : undefined
  if (!isPath(inner) || value === undefined) return value
  return 'M' in value ? valueAt(value.M, inner) : undefined
}

const isPath = (names: readonly string[]): names is Path => names.length > 0

/**
 * Returns the item with this value at the path, or without the attribute if the value is `undefined`.
 * @throws ValidationException if a map on the path is missing
 */
export const withValueAt = (item: Item, [name, ...inner]: Path, value: AttributeValue | undefined): Item => {
  if (!isPath(inner)) {
    if (value !== undefined) return { ...item, [name]: value }
    const { [name]: _removed, ...rest } = item
    return rest
  }
  const outer = valueAt(item, [name])
  if (outer === undefined || !('M' in outer))
    throw validationError('The document path provided in the update expression is invalid for update')
  return { ...item, [name]: { M: withValueAt(outer.M, inner, value) } }
}

/** Returns the parts of the item that the paths name. */
export const project = (item: Item, paths: readonly Path[]): Item => {
  let projected: Item = {}
  for (const path of paths) {
    const value = valueAt(item, path)
    if (value !== undefined) projected = withNewValueAt(projected, path, value)
  }
  return projected
}

/** As `withValueAt`, but adds missing maps. */
const withNewValueAt = (item: Item, [name, ...inner]: Path, value: AttributeValue): Item => {
  const outer = valueAt(item, [name])
  const map = outer !== undefined && 'M' in outer ? outer.M : {}
  return { ...item, [name]: isPath(inner) ? { M: withNewValueAt(map, inner, value) } : value }
}

export const parseProjection = cachedByText((text: string): readonly Path[] => {
  const tokens = tokensOf(text)
  const paths = tokens.list(() => takePath(tokens))
  tokens.expectEnd()
  return paths
})
