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

export type Outcome<Value> = { readonly value: Value } | Refusal

export const done = <Value>(value: Value): { readonly value: Value } => ({ value })

export const refused = (code: RefusalCode, details: Omit<Refusal, 'refused'> = {}): Refusal => ({
  refused: code,
  ...details,
})

/** The one answer for every form, submission and key that is not there for this caller, whatever the reason. */
export const notAvailable: Refusal = { refused: 'not-available' }

export const isRefusal = (outcome: Outcome<unknown>): outcome is Refusal => 'refused' in outcome
