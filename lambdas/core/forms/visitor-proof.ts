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
 * The form, if it is bound to the browser that holds this secret. Compared by hash, so timing tells nothing of the secret; hashed
 * whether there is a form or not, so that timing tells nothing of the form either.
 */
export const boundForm = (form: FormRecord | undefined, proof: VisitorProof): FormRecord | undefined => {
  const visitorHash = hashOf(proof.visitorSecret)
  return form !== undefined && form.visitorHash === visitorHash ? form : undefined
}

/** The audit log's word for a visitor: they have no account and no name here. */
export const visitorActor = { actor: 'visitor' } as const satisfies Actor
