/**
 * Checks a draft against the contract's schema before it is sent. The codes and paths of the errors are those that the service
 * would return.
 */
import type * as z from 'zod/mini'
import { fieldErrors } from '../../../contracts/field-errors.ts'
import type { FieldError } from '../../../contracts/problem.ts'

/** Returns an error for each invalid field, and an empty list for a valid draft. */
export const draftErrors = (schema: z.ZodMiniType, draft: unknown): readonly FieldError[] =>
  fieldErrors(schema.safeParse(draft).error?.issues ?? [], draft)
