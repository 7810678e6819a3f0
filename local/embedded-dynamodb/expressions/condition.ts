/**
 * Conditions and filters. Supports comparisons, `IN`, `BETWEEN`, `AND`, `OR`, `NOT`, parentheses, `attribute_exists`,
 * `attribute_not_exists` and `begins_with`. Refuses the other functions.
 */
import { type AttributeValue, areEqual, beginsWith, type Item, orderOf } from '../attribute-value.ts'
import { namesOf, takePath, valueAt } from './path.ts'
import { cachedByText, type Placeholders } from './placeholders.ts'
import { type Tokens, tokensOf } from './tokens.ts'

/** Returns true if the condition holds for the item. Without an item, every attribute is missing. */
export type Test = (item: Item) => boolean

/** Replaces the placeholders in a parsed condition. */
type Parsed<Value> = (placeholders: Placeholders) => Value
type Operand = Parsed<(item: Item) => AttributeValue | undefined>
type Comparison = (one: AttributeValue | undefined, other: AttributeValue | undefined) => boolean

const ordered =
  (holds: (order: number) => boolean): Comparison =>
  (one, other) => {
    const order = orderOf(one, other)
    return order !== undefined && holds(order)
  }

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': areEqual,
  '<>': (one, other) => !areEqual(one, other),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
}

/** @throws ValidationException for a wrong or unsupported expression */
export const parseCondition = cachedByText((text: string): Parsed<Test> => {
  const tokens = tokensOf(text)
  const condition = takeOr(tokens)
  tokens.expectEnd()
  return condition
})

const takeOr = (tokens: Tokens): Parsed<Test> => {
  const parts = [takeAnd(tokens)]
  while (tokens.takes('OR')) parts.push(takeAnd(tokens))
  return combined(parts, (tests) => (item) => tests.some((test) => test(item)))
}

const takeAnd = (tokens: Tokens): Parsed<Test> => {
  const parts = [takeNot(tokens)]
  while (tokens.takes('AND')) parts.push(takeNot(tokens))
  return combined(parts, (tests) => (item) => tests.every((test) => test(item)))
}

const combined = (parts: readonly Parsed<Test>[], combine: (tests: readonly Test[]) => Test): Parsed<Test> => {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return only
  return (placeholders) => combine(parts.map((part) => part(placeholders)))
}

const takeNot = (tokens: Tokens): Parsed<Test> => {
  if (!tokens.takes('NOT')) return takeTest(tokens)
  const negated = takeNot(tokens)
  return (placeholders) => {
    const test = negated(placeholders)
    return (item) => !test(item)
  }
}

const takeTest = (tokens: Tokens): Parsed<Test> => {
  if (tokens.takes('(')) {
    const inner = takeOr(tokens)
    tokens.expect(')')
    return inner
  }
  if (tokens.takes('ATTRIBUTE_EXISTS')) return takeExistence(tokens, true)
  if (tokens.takes('ATTRIBUTE_NOT_EXISTS')) return takeExistence(tokens, false)
  if (tokens.takes('BEGINS_WITH')) {
    tokens.expect('(')
    const one = takeOperand(tokens)
    tokens.expect(',')
    const prefix = takeOperand(tokens)
    tokens.expect(')')
    return compared(one, [prefix], (value, [beginning]) => beginsWith(value, beginning))
  }
  return takeComparison(tokens)
}

const takeExistence = (tokens: Tokens, exists: boolean): Parsed<Test> => {
  tokens.expect('(')
  const text = takePath(tokens)
  tokens.expect(')')
  return (placeholders) => {
    const path = namesOf(text, placeholders)
    return (item) => (valueAt(item, path) !== undefined) === exists
  }
}

const takeComparison = (tokens: Tokens): Parsed<Test> => {
  const one = takeOperand(tokens)
  if (tokens.takes('IN')) {
    tokens.expect('(')
    const members = tokens.list(() => takeOperand(tokens))
    tokens.expect(')')
    return compared(one, members, (value, values) => values.some((member) => areEqual(value, member)))
  }
  if (tokens.takes('BETWEEN')) {
    const low = takeOperand(tokens)
    tokens.expect('AND')
    const bounds = [low, takeOperand(tokens)]
    return compared(one, bounds, (value, [from, to]) => isAtLeast(value, from) && isAtLeast(to, value))
  }
  const compare = comparisons[tokens.match(/^(=|<>|<|<=|>|>=)$/)]
  return compared(one, [takeOperand(tokens)], (value, [other]) => compare?.(value, other) === true)
}

const isAtLeast = ordered((order) => order >= 0)

const compared =
  (
    one: Operand,
    others: readonly Operand[],
    holds: (value: AttributeValue | undefined, others: readonly (AttributeValue | undefined)[]) => boolean,
  ): Parsed<Test> =>
  (placeholders) => {
    const first = one(placeholders)
    const rest = others.map((other) => other(placeholders))
    return (item) =>
      holds(
        first(item),
        rest.map((other) => other(item)),
      )
  }

const takeOperand = (tokens: Tokens): Operand => {
  if (tokens.isNext(/^:/)) {
    const placeholder = tokens.match(/^:/)
    return (placeholders) => {
      const value = placeholders.value(placeholder)
      return () => value
    }
  }
  const text = takePath(tokens)
  return (placeholders) => {
    const path = namesOf(text, placeholders)
    return (item) => valueAt(item, path)
  }
}
