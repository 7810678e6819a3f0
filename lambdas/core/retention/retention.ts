/** How long a submission may be seen: by the retention promised at sending, and by the site's current setting. */
import type { FormRecord } from '../forms/form.ts'
import type { SiteRecord } from '../sites/site.ts'
import { monthsLater } from '../time.ts'

/** When the retention of a submission ends: at its own end, or earlier if the site's current setting says so. */
export const retainedUntil = (
  { submittedAt, expiresAt }: { readonly submittedAt: number; readonly expiresAt: number },
  { retentionMonths }: Pick<SiteRecord, 'retentionMonths'>,
): number => Math.min(expiresAt, monthsLater(submittedAt, retentionMonths))

/** The same, from the submission's form. */
export const formRetainedUntil = (
  { settings }: Pick<FormRecord, 'settings'>,
  submittedAt: number,
  site: Pick<SiteRecord, 'retentionMonths'>,
): number => retainedUntil({ submittedAt, expiresAt: monthsLater(submittedAt, settings.retentionMonths) }, site)
