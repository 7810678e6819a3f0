/**
 * The outcome of a use case: a value, or a refusal. A refusal is an outcome that the protocol expects and is never
 * thrown; only faults are thrown.
 */
import type { FieldError, RefusalCode } from '../../contracts/problem.ts'

export interface Refusal {
  readonly refused: RefusalCode
  /** Names of fields and what is wrong with them, never their values. Only with `not-valid`. */
  readonly errors?: readonly FieldError[]
  /** Only with `too-many-requests` and `try-again`. */
  readonly retryAfterSeconds?: number
}

export interface Done<Value> {
  readonly value: Value
  /** The entity tag of what the step shows or has changed, for the header `ETag`. */
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

/** The only refusal for a form, submission or key that does not exist for this caller, for any reason. */
export const notAvailable: Refusal = { refused: 'not-available' }

export const isRefusal = (outcome: Outcome<unknown>): outcome is Refusal => 'refused' in outcome
