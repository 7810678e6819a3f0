import type { FormId } from '../../../contracts/identifiers.ts'
import type { VisitorSecret } from '../../../contracts/one-time-key.ts'
import type { Actor } from '../audit/audit.ts'
import { hashOf } from '../one-time-keys/one-time-key.ts'
import type { FormRecord } from './form.ts'

/** How a visitor proves that an opened form is theirs. */
export interface VisitorProof {
  readonly formId: FormId
  readonly visitorSecret: VisitorSecret
}

/**
 * The form, if it is bound to the browser that holds this secret. Comparing hashes keeps timing from revealing the
 * secret; hashing even without a form keeps timing from revealing whether the form exists.
 */
export const boundForm = (form: FormRecord | undefined, proof: VisitorProof): FormRecord | undefined => {
  const visitorHash = hashOf(proof.visitorSecret)
  return form !== undefined && form.visitorHash === visitorHash ? form : undefined
}

/** The audit log's actor for a visitor, who has no account and no name here. */
export const visitorActor = { actor: 'visitor' } as const satisfies Actor
