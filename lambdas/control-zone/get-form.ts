/** get-form: returns the state of a form to its sender and to observers. */
import { getForm as step } from '../../contracts/steps/get-form.ts'
import { formView } from '../core/forms/form-view.ts'
import { done, notAvailable, type Outcome } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { isSender } from '../identity/is-sender.ts'

export interface GetFormPorts extends AdmissionPorts {
  readonly records: Records
}

export const getForm =
  (ports: GetFormPorts) =>
  async ({ principal, path }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read({ ...callerLookup(principal), form: path.formId })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller

    const { form } = found
    const { admitted } = caller
    const observes = form?.siteId === admitted.site.siteId && admitted.permissions.has('form:observe')
    const isOwn = form !== undefined && isSender(form, admitted)
    if (form === undefined || !(observes || isOwn)) return notAvailable
    return done(formView(form, { isSender: isOwn, now: ports.clock.now() }))
  }
