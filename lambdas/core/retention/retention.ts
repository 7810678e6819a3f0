/**
 * How long a submission may be shown: the shorter of the retention that applied when its form was sent and the site's
 * current one.
 */
import type { FormRecord } from '../forms/form.ts'
import type { SiteRecord } from '../sites/site.ts'
import { monthsLater } from '../time.ts'

/**
 * Returns when the retention of a submission ends: at its stored end, or earlier if the site's current setting is
 * shorter.
 */
export const retainedUntil = (
  { submittedAt, expiresAt }: { readonly submittedAt: number; readonly expiresAt: number },
  { retentionMonths }: Pick<SiteRecord, 'retentionMonths'>,
): number => Math.min(expiresAt, monthsLater(submittedAt, retentionMonths))

/** Returns when the retention of a form's submission ends, computed from the form. */
export const formRetainedUntil = (
  { settings }: Pick<FormRecord, 'settings'>,
  submittedAt: number,
  site: Pick<SiteRecord, 'retentionMonths'>,
): number => retainedUntil({ submittedAt, expiresAt: monthsLater(submittedAt, settings.retentionMonths) }, site)
