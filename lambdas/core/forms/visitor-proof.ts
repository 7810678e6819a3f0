import type { FormId } from '../../../contracts/identifiers.ts'
import type { VisitorSecret } from '../../../contracts/one-time-key.ts'
import { hashOf } from '../one-time-keys/one-time-key.ts'
import type { FormRecord } from './form.ts'

/** How a visitor proves that an opened form is theirs. */
export interface VisitorProof {
  readonly formId: FormId
  readonly visitorSecret: VisitorSecret
}

/** The form, if it is bound to the browser that holds this secret. Compared by hash, so timing tells nothing of the secret. */
export const boundForm = (form: FormRecord | undefined, proof: VisitorProof): FormRecord | undefined =>
  form !== undefined && form.visitorHash === hashOf(proof.visitorSecret) ? form : undefined

/** The audit log's word for a visitor: they have no account and no name here. */
export const visitorActor = 'visitor'
