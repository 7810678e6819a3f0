/** How long what was submitted may be seen: by what was promised when the form was sent, and by what the site says now. */
import type { FormRecord } from '../forms/form.ts'
import type { SiteRecord } from '../sites/site.ts'
import { monthsLater } from '../time.ts'

/** When the retention of a submission ends: the earlier of its own end and of what the site's present setting makes it. */
export const retainedUntil = (
  { submittedAt, expiresAt }: { readonly submittedAt: number; readonly expiresAt: number },
  { retentionMonths }: Pick<SiteRecord, 'retentionMonths'>,
): number => Math.min(expiresAt, monthsLater(submittedAt, retentionMonths))

/** The same, from the form of the submission. */
export const formRetainedUntil = (
  { settings }: Pick<FormRecord, 'settings'>,
  submittedAt: number,
  site: Pick<SiteRecord, 'retentionMonths'>,
): number => retainedUntil({ submittedAt, expiresAt: monthsLater(submittedAt, settings.retentionMonths) }, site)
