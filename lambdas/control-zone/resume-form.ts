/**
 * resume-form: returns an opened form to the browser that it is bound to: the questions, the receipt, or how the form
 * ended.
 */
import type { resumeForm as step } from '../../contracts/steps/resume-form.ts'
import type { Clock } from '../core/clock.ts'
import { visitorStatusOf } from '../core/forms/form-state.ts'
import { boundForm } from '../core/forms/visitor-proof.ts'
import { done, notAvailable, type Outcome } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { openedForm, submittedForm } from './visitor-view.ts'

export interface ResumeFormPorts {
  readonly records: Records
  readonly clock: Clock
}

/**
 * Returns the form to the bound browser. This also shows the result of a *Send* whose reply was lost: a receipt means
 * that the answers are stored, and any other reply means that they are not. If another browser asks, the reads and the
 * refusal are the same as for an unknown form.
 */
export const resumeForm =
  ({ records, clock }: ResumeFormPorts) =>
  async ({ body }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const form = boundForm((await records.read({ form: body.formId })).form, body)
    const status = form && visitorStatusOf(form, clock.now())
    if (form === undefined || status === undefined) return notAvailable
    const { formId, siteId, templateId, templateVersion: version } = form
    if (body.brief === true) return done({ formId, status })

    if (status !== 'opened') {
      const { site } = await records.read({ site: siteId })
      if (site === undefined) return notAvailable
      if (status !== 'submitted') return done({ formId, siteName: site.name, status })
      const receipt = submittedForm(form, site)
      return receipt === undefined ? notAvailable : done(receipt)
    }
    const { site, template } = await records.read({ site: siteId, template: { siteId, templateId, version } })
    if (site === undefined || template === undefined) return notAvailable
    return done(openedForm(form, site, template.template))
  }
