/** Key conditions of queries: one partition, and optionally a comparison of the sort key, or the beginning of it. */
import type { AttributeValue } from '../attribute-value.ts'
import { validationError } from '../wire.ts'
import { cachedByText, type Placeholders } from './placeholders.ts'
import { type Tokens, tokensOf } from './tokens.ts'

export type KeyOperator = '=' | '<' | '<=' | '>' | '>=' | 'begins_with'

export interface KeyPart {
  readonly operator: KeyOperator
  readonly attribute: string
  readonly value: AttributeValue
}

/** @throws ValidationException for a wrong or unsupported expression */
export const keyPartsOf = (text: string, placeholders: Placeholders): readonly KeyPart[] =>
  parse(text).map(({ operator, name, value }) => ({
    operator,
    attribute: placeholders.name(name),
    value: placeholders.value(value),
  }))

const parse = cachedByText((text: string) => {
  const tokens = tokensOf(text)
  const parts = [takePart(tokens)]
  while (tokens.takes('AND')) parts.push(takePart(tokens))
  tokens.expectEnd()
  return parts
})

const takePart = (tokens: Tokens): { operator: KeyOperator; name: string; value: string } => {
  const isFunction = tokens.takes('BEGINS_WITH')
  if (isFunction) tokens.expect('(')
  const name = tokens.match(/^[#A-Za-z_]/)
  if (isFunction) tokens.expect(',')
  const operator = isFunction ? 'begins_with' : comparisonOf(tokens.match(/^(=|<|<=|>|>=)$/))
  const value = tokens.match(/^:/)
  if (isFunction) tokens.expect(')')
  return { operator, name, value }
}

const comparisonOf = (text: string): KeyOperator => {
  switch (text) {
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text
    default:
      throw validationError('Query key condition not supported')
  }
}
