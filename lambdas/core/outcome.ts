/**
 * The outcome of a use case: a value, or a refusal. The protocol expects refusals, so they are returned; only faults
 * are thrown.
 */
import type { FieldError, RefusalCode } from '../../contracts/problem.ts'

export interface Refusal {
  readonly refused: RefusalCode
  /** The names of fields with an error code each, never their values. Only with `not-valid`. */
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

/** The refusal of a form, submission or key that does not exist for this caller. It is the same for every reason. */
export const notAvailable: Refusal = { refused: 'not-available' }

export const isRefusal = (outcome: Outcome<unknown>): outcome is Refusal => 'refused' in outcome
