/**
 * What a use case answers: a value, or a refusal. A refusal is an outcome that the protocol foresees and is never thrown;
 * what is thrown is a fault.
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
  /** Of what the step shows or has changed: goes into the header `ETag`. */
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

/** The one answer for every form, submission and key that is not there for this caller, whatever the reason. */
export const notAvailable: Refusal = { refused: 'not-available' }

export const isRefusal = (outcome: Outcome<unknown>): outcome is Refusal => 'refused' in outcome
