/** get-erasure: returns the progress of an erasure. Does not continue the erasure; only erase does. */
import { getErasure as step } from '../../contracts/steps/get-erasure.ts'
import { erasureView } from '../core/erasure/erasure-view.ts'
import type { Erasures } from '../core/erasure/erasures.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface GetErasurePorts extends AdmissionPorts {
  readonly records: Records
  readonly erasures: Erasures
}

export const getErasure =
  (ports: GetErasurePorts) =>
  async ({ principal, path }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const erasure = await ports.erasures.get(principal.siteId, path.erasureId)
    return erasure === undefined ? refused('not-found') : done(erasureView(erasure))
  }
