/** What is wrong with a draft by the contract's own schema, before the service is asked. */
import * as z from 'zod/mini'
import { type FieldError, type FieldErrorCode, fieldErrorCodes } from '../../../contracts/problem.ts'

const Params = z.object({ params: z.object({ code: z.enum(fieldErrorCodes) }) })

const codes: Readonly<Record<string, FieldErrorCode>> = {
  invalid_type: 'wrong-type',
  too_small: 'too-short',
  too_big: 'too-long',
  unrecognized_keys: 'unknown',
  invalid_value: 'not-an-option',
}

const codeOf = (issue: z.core.$ZodIssue): FieldErrorCode =>
  Params.safeParse(issue).data?.params.code ?? codes[issue.code] ?? 'bad-format'

/** None when the draft is good. Fields are named as the service names them, a path with dots. */
export const fieldErrors = (schema: z.ZodMiniType, draft: unknown): readonly FieldError[] =>
  (schema.safeParse(draft).error?.issues ?? []).map((issue) => ({ field: issue.path.join('.'), code: codeOf(issue) }))
