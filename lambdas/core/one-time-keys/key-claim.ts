import type { FormId, SiteId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { KeyAction } from '../../../contracts/key-format.ts'
import type { KeyRecord } from './key-record.ts'

/**
 * The values that a one-time key is bound to, as claimed by a request that uses the key. Each value must equal the
 * key's own.
 */
export interface KeyClaim {
  readonly action: KeyAction
  readonly siteId: SiteId
  readonly formId: FormId
  /** The generation of the form. A resend raises it, which invalidates all older keys of the form. */
  readonly generation: number
  /** The bearer: the visitor's hash for a submit key, the person for a retrieve key. */
  readonly subject: string
  /** The submission that a retrieve key releases. Absent for other keys. */
  readonly submissionId?: SubmissionId
}

const names = [
  'action',
  'siteId',
  'formId',
  'generation',
  'subject',
  'submissionId',
] as const satisfies readonly (keyof KeyClaim)[]

/** Returns the values that a claim names, in a fixed order. Omitted values are not compared. */
export const claimedValues = (claim: Partial<KeyClaim>) =>
  names.flatMap((name) => (claim[name] === undefined ? [] : [{ name, value: claim[name] }]))

/** True if each value that the claim names equals the key's value. */
export const isBoundTo = (key: KeyRecord, claim: Partial<KeyClaim>): boolean =>
  claimedValues(claim).every(({ name, value }) => key[name] === value)
