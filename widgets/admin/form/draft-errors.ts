/** Checks a draft by the contract's own schema before it is sent. Codes and paths are those that the service would answer. */
import type * as z from 'zod/mini'
import { fieldErrors } from '../../../contracts/field-errors.ts'
import type { FieldError } from '../../../contracts/problem.ts'

/** Empty when the draft is valid. */
export const draftErrors = (schema: z.ZodMiniType, draft: unknown): readonly FieldError[] =>
  fieldErrors(schema.safeParse(draft).error?.issues ?? [], draft)
