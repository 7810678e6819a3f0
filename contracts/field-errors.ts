/** Maps schema issues to the contract's field errors: a path and a code, never the value. */
import type * as z from 'zod/mini'
import { type FieldError, type FieldErrorCode, fieldErrorCodes } from './problem.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

const known: ReadonlySet<string> = new Set(fieldErrorCodes)
const isFieldErrorCode = (code: unknown): code is FieldErrorCode => typeof code === 'string' && known.has(code)

/**
 * True if a field error may contain this part of a path. Any part that is not a plain name, for example digits, may be
 * a misplaced answer.
 */
const isName = (part: PropertyKey): boolean =>
  typeof part === 'number' || (typeof part === 'string' && /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(part))

const fieldOf = (path: Path): string => {
  const stop = path.findIndex((part) => !isName(part))
  return path
    .slice(0, stop === -1 ? path.length : stop)
    .map(String)
    .join('.')
}

const isAbsent = (input: unknown, path: Path): boolean => {
  let value: unknown = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return true
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return value === undefined
}

const codeOf = (issue: Issue, input: unknown): FieldErrorCode => {
  switch (issue.code) {
    case 'invalid_type':
      return isAbsent(input, issue.path) ? 'required' : 'wrong-type'
    case 'too_small':
      return 'too-short'
    case 'too_big':
      return 'too-long'
    case 'invalid_value':
      return isAbsent(input, issue.path) ? 'required' : 'not-an-option'
    case 'invalid_key':
    case 'unrecognized_keys':
      return 'unknown'
    case 'custom':
      return isFieldErrorCode(issue.params?.code) ? issue.params.code : 'bad-format'
    default:
      return 'bad-format'
  }
}

const maxFieldErrors = 100

/**
 * Returns at most 100 errors, in the order of the issues. An issue about a field that is missing in `input` gets the
 * code `required`.
 */
export const fieldErrors = (issues: readonly Issue[], input: unknown): FieldError[] =>
  issues
    .flatMap((issue): FieldError[] => {
      const code = codeOf(issue, input)
      if (issue.code !== 'unrecognized_keys') return [{ field: fieldOf(issue.path), code }]
      return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), code }))
    })
    .slice(0, maxFieldErrors)
