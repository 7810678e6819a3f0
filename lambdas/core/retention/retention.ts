/**
 * The time for which a submission may be shown: the retention that applied when its form was sent, or the current
 * retention of the site, whichever is shorter.
 */
import type { FormRecord } from '../forms/form.ts'
import type { SiteRecord } from '../sites/site.ts'
import { monthsLater } from '../time.ts'

/**
 * Returns the time at which the retention of a submission ends: its stored end, or earlier if the site's current
 * retention is shorter.
 */
export const retainedUntil = (
  { submittedAt, expiresAt }: { readonly submittedAt: number; readonly expiresAt: number },
  { retentionMonths }: Pick<SiteRecord, 'retentionMonths'>,
): number => Math.min(expiresAt, monthsLater(submittedAt, retentionMonths))

/** Returns the time at which the retention of a form's submission ends. Computes it from the form alone. */
export const formRetainedUntil = (
  { settings }: Pick<FormRecord, 'settings'>,
  submittedAt: number,
  site: Pick<SiteRecord, 'retentionMonths'>,
): number => retainedUntil({ submittedAt, expiresAt: monthsLater(submittedAt, settings.retentionMonths) }, site)
