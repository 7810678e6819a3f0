/**
 * Update expressions: `SET` with values, `if_not_exists`, `+` and `-`, `REMOVE`, and `ADD` of numbers. Refuses the
 * functions for lists and sets.
 */
import type { AttributeValue, Item } from '../attribute-value.ts'
import { validationError } from '../wire.ts'
import { namesOf, type Path, takePath, valueAt, withValueAt } from './path.ts'
import { cachedByText, type Placeholders } from './placeholders.ts'
import { type Tokens, tokensOf } from './tokens.ts'

/** One assignment of an update. Its operands are read from the item as it was before the update. */
interface Action {
  readonly path: Path
  /** Returns the new value, or `undefined` to remove the attribute. */
  readonly newValue: (before: Item, placeholders: Placeholders) => AttributeValue | undefined
}

export interface Updated {
  readonly item: Item
  /** The paths that the update names. */
  readonly paths: readonly Path[]
}

/** @throws ValidationException for a wrong or unsupported expression */
export const parseUpdate = cachedByText((text: string): readonly Action[] => {
  const tokens = tokensOf(text)
  const actions: Action[] = []
  while (!tokens.isAtEnd()) {
    const take = clauses[tokens.match(/^(SET|REMOVE|ADD)$/i).toUpperCase()]
    if (take !== undefined) actions.push(...tokens.list(() => take(tokens)))
  }
  return actions
})

/** @throws ValidationException if an operand is missing or not a number, or two actions name the same attribute */
export const applyUpdate = (actions: readonly Action[], before: Item, placeholders: Placeholders): Updated => {
  const paths: Path[] = []
  let item = before
  for (const { path: text, newValue } of actions) {
    const path = namesOf(text, placeholders)
    if (paths.some((other) => isPrefix(other, path) || isPrefix(path, other)))
      throw validationError('Invalid UpdateExpression: Two document paths overlap with each other')
    paths.push(path)
    item = withValueAt(item, path, newValue(before, placeholders))
  }
  return { item, paths }
}

const isPrefix = (one: Path, other: Path): boolean => one.every((name, index) => name === other[index])

type Operand = (before: Item, placeholders: Placeholders) => AttributeValue

const clauses: Readonly<Record<string, (tokens: Tokens) => Action>> = {
  SET: (tokens) => {
    const path = takePath(tokens)
    tokens.expect('=')
    const first = takeOperand(tokens)
    const operator = tokens.isNext(/^[-+]$/) ? tokens.match(/^[-+]$/) : undefined
    if (operator === undefined) return { path, newValue: first }
    const second = takeOperand(tokens)
    const sign = operator === '+' ? 1 : -1
    return { path, newValue: (...of) => sumOf(numberIn(first(...of)), sign * numberIn(second(...of))) }
  },
  REMOVE: (tokens) => ({ path: takePath(tokens), newValue: () => undefined }),
  ADD: (tokens) => {
    const path = takePath(tokens)
    const added = takeValue(tokens)
    return {
      path,
      newValue: (before, placeholders) => {
        const stored = valueAt(before, namesOf(path, placeholders)) ?? { N: '0' }
        return sumOf(numberIn(stored), numberIn(added(before, placeholders)))
      },
    }
  },
}

const takeValue = (tokens: Tokens): Operand => {
  const placeholder = tokens.match(/^:/)
  return (_before, placeholders) => placeholders.value(placeholder)
}

const takeOperand = (tokens: Tokens): Operand => {
  if (tokens.isNext(/^:/)) return takeValue(tokens)
  if (tokens.takes('IF_NOT_EXISTS')) {
    tokens.expect('(')
    const path = takePath(tokens)
    tokens.expect(',')
    const otherwise = takeOperand(tokens)
    tokens.expect(')')
    return (before, placeholders) => {
      const other = otherwise(before, placeholders)
      return valueAt(before, namesOf(path, placeholders)) ?? other
    }
  }
  const path = takePath(tokens)
  return (before, placeholders) => {
    const value = valueAt(before, namesOf(path, placeholders))
    if (value !== undefined) return value
    throw validationError('The provided expression refers to an attribute that does not exist in the item')
  }
}

const numberIn = (value: AttributeValue): number => {
  if ('N' in value) return Number(value.N)
  throw validationError('An operand in the update expression has an incorrect data type')
}

const sumOf = (one: number, other: number): AttributeValue => ({ N: String(one + other) })
