/** Splits an expression into tokens, and reads them one after the other. */
import { validationError } from '../wire.ts'

const token = /\s*(#\w+|:\w+|[A-Za-z_]\w*|<>|<=|>=|[-=<>(),.+])/y

export interface Tokens {
  /** Takes the next token if it is this one. Keywords, given in upper case, are compared without case. */
  takes(text: string): boolean
  /** Takes the next token. Throws a ValidationException if it is another one. */
  expect(text: string): void
  /** Takes the next token if it matches. Throws a ValidationException otherwise. */
  match(pattern: RegExp): string
  /** Takes items that commas separate. */
  list<Taken>(take: () => Taken): readonly Taken[]
  isNext(pattern: RegExp): boolean
  isAtEnd(): boolean
  /** Throws a ValidationException if a token is left. */
  expectEnd(): void
}

/** @throws ValidationException for a character that no supported expression contains */
export const tokensOf = (expression: string): Tokens => {
  const tokens = split(expression)
  let at = 0
  const refuse = (): never => {
    const near = tokens.slice(Math.max(0, at - 1), at + 2).join(' ')
    throw validationError(`Invalid expression: Syntax error; token: "${tokens[at] ?? '<EOF>'}", near: "${near}"`)
  }
  const takes = (text: string): boolean => {
    if (tokens[at]?.toUpperCase() !== text) return false
    at++
    return true
  }
  const isNext = (pattern: RegExp): boolean => pattern.test(tokens[at] ?? '')
  return {
    takes,
    isNext,
    expect: (text) => void (takes(text) || refuse()),
    match: (pattern) => {
      const text = tokens[at]
      if (text === undefined || !isNext(pattern)) return refuse()
      at++
      return text
    },
    list: (take) => {
      const taken = [take()]
      while (takes(',')) taken.push(take())
      return taken
    },
    isAtEnd: () => at === tokens.length,
    expectEnd: () => {
      if (at < tokens.length) refuse()
    },
  }
}

const split = (expression: string): readonly string[] => {
  const tokens: string[] = []
  const text = expression.trimEnd()
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const [, next] = token.exec(text) ?? []
    if (next === undefined)
      throw validationError(`Invalid expression: Syntax error, near: "${text.slice(at, at + 20)}"`)
    tokens.push(next)
  }
  if (tokens.length === 0) throw validationError('Invalid expression: The expression can not be empty;')
  return tokens
}
