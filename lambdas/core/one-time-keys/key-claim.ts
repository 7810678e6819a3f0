import type { FormId, SiteId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { KeyAction } from '../../../contracts/one-time-key.ts'
import type { KeyRecord } from './key-record.ts'

/** What a one-time key is bound to. A use of a key claims these values, and each of them must equal the key's own. */
export interface KeyClaim {
  readonly action: KeyAction
  readonly siteId: SiteId
  readonly formId: FormId
  /** A resend raises a form's generation, which invalidates every older key of it. */
  readonly generation: number
  /** The visitor's hash for a submit key, the person for a retrieve key. */
  readonly subject: string
  /** Only of a retrieve key. */
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

/** The values that a claim names, in a fixed order. An omitted value is not compared. */
export const claimedValues = (claim: Partial<KeyClaim>) =>
  names.flatMap((name) => (claim[name] === undefined ? [] : [{ name, value: claim[name] }]))

/** Whether each value that the claim names equals the key's own. */
export const isBoundTo = (key: KeyRecord, claim: Partial<KeyClaim>): boolean =>
  claimedValues(claim).every(({ name, value }) => key[name] === value)
