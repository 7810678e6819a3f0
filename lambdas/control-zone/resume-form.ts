/** resume-form: the browser that opened the form sees it again; once the answers have arrived, the receipt. */
import { resumeForm as step } from '../../contracts/steps/resume-form.ts'
import type { Clock } from '../core/clock.ts'
import { decideStep } from '../core/forms/form-state.ts'
import { boundForm } from '../core/forms/visitor-proof.ts'
import { done, notAvailable, type Outcome } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { openedForm, submittedForm } from './visitor-view.ts'

export interface ResumeFormPorts {
  readonly records: Records
  readonly clock: Clock
}

/** Tells the truth after any unclear reply to *Send*: receipt means stored, form means not. */
export const resumeForm =
  ({ records, clock }: ResumeFormPorts) =>
  async ({ body }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const form = boundForm((await records.read({ form: body.formId })).form, body)
    if (form === undefined || decideStep(step.name, form, clock.now()) !== 'allowed') return notAvailable

    const { siteId, templateId, templateVersion: version } = form
    const { site, template } = await records.read({ site: siteId, template: { siteId, templateId, version } })
    if (site === undefined || template === undefined) return notAvailable
    const receipt = submittedForm(form, site)
    if (receipt !== undefined) return done(receipt)
    return done(openedForm(form, site, template.template, form.state === 'declined' ? 'declined' : 'opened'))
  }
