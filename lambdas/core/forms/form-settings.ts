import type { SiteRecord } from '../sites/site.ts'
import type { FormSettings } from './form.ts'

/** The site settings that a form keeps from the moment it is sent. */
export const formSettings = ({
  submitKeySeconds,
  formMinutes,
  holdingSeconds,
  retentionMonths,
}: SiteRecord): FormSettings => ({ submitKeySeconds, formMinutes, holdingSeconds, retentionMonths })
