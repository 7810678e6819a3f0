import { localise, type Template } from '../../contracts/template.ts'
import type { OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import type { FormRecord } from '../core/forms/form.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import { timestamp } from '../core/time.ts'

/**
 * Returns an opened form as the visitor sees it, in the locale in which it was sent. What the template's theme does not contain
 * comes from the current branding of the site.
 */
export const openedForm = (form: FormRecord, site: SiteRecord, template: Template): OpenedForm => {
  const localised = localise(template, form.locale, form.only)
  return {
    formId: form.formId,
    siteName: site.name,
    template: { ...localised, theme: { ...site.branding, ...localised.theme } },
    ...(form.sealingKey === undefined ? {} : { sealingKey: form.sealingKey }),
    status: 'opened',
    expiresAt: timestamp(form.expiresAt),
    ...(form.context === undefined ? {} : { context: form.context }),
  }
}

/**
 * Returns the receipt, or nothing for a form that is not submitted. It does not reveal whether the agent has read the
 * answers.
 */
export const submittedForm = (form: FormRecord, site: SiteRecord): SubmittedForm | undefined =>
  form.submissionId === undefined || form.submittedAt === undefined
    ? undefined
    : {
        formId: form.formId,
        siteName: site.name,
        status: 'submitted',
        submissionId: form.submissionId,
        submittedAt: timestamp(form.submittedAt),
        ...(form.context === undefined ? {} : { context: form.context }),
      }
