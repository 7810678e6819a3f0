/**
 * The outcome of a use case: a value, or a refusal. The protocol expects refusals, so they are returned. Only faults
 * are thrown.
 */
import type { FieldError, RefusalCode } from '../../contracts/problem.ts'

export interface Refusal {
  readonly refused: RefusalCode
  /** The names of the invalid fields, each with an error code, but never a value. Only with `not-valid`. */
  readonly errors?: readonly FieldError[]
  /** How long the caller should wait. Only with `too-many-requests` and `try-again`. */
  readonly retryAfterSeconds?: number
}

export interface Done<Value> {
  readonly value: Value
  /** The entity tag of the resource that the step returns or has changed, for the `ETag` header. */
  readonly etag?: string
}

export type Outcome<Value> = Done<Value> | Refusal

export const done = <Value>(value: Value, details: Omit<Done<Value>, 'value'> = {}): Done<Value> => ({
  value,
  ...details,
})

export const refused = (code: RefusalCode, details: Omit<Refusal, 'refused'> = {}): Refusal => ({
  refused: code,
  ...details,
})

/**
 * The refusal of a form, submission or key that this caller may not use or that does not exist. The refusal is the same
 * for every reason.
 */
export const notAvailable: Refusal = { refused: 'not-available' }

export const isRefusal = (outcome: Outcome<unknown>): outcome is Refusal => 'refused' in outcome
