import type { FormId } from '../../../contracts/identifiers.ts'
import type { VisitorSecret } from '../../../contracts/one-time-key.ts'
import type { Actor } from '../audit/audit.ts'
import { hashOf } from '../one-time-keys/one-time-key.ts'
import type { FormRecord } from './form.ts'

/** The values that a visitor sends to prove that an opened form is bound to their browser. */
export interface VisitorProof {
  readonly formId: FormId
  readonly visitorSecret: VisitorSecret
}

/**
 * Returns the form if it is bound to the browser that has this secret. Hashes are compared, so that the response time
 * does not reveal the secret. The secret is hashed even if there is no form, so that the response time does not reveal
 * whether the form exists.
 */
export const boundForm = (form: FormRecord | undefined, proof: VisitorProof): FormRecord | undefined => {
  const visitorHash = hashOf(proof.visitorSecret)
  return form !== undefined && form.visitorHash === visitorHash ? form : undefined
}

/** The actor of a visitor's events in the audit log. Visitors have no account and no name in the service. */
export const visitorActor = { actor: 'visitor' } as const satisfies Actor
