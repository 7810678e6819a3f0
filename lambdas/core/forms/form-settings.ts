import type { SiteRecord } from '../sites/site.ts'
import type { FormSettings } from './form.ts'

/** What a form keeps of its site's settings from the moment it is sent. */
export const formSettings = ({
  submitKeySeconds,
  formMinutes,
  holdingSeconds,
  retentionMonths,
}: SiteRecord): FormSettings => ({ submitKeySeconds, formMinutes, holdingSeconds, retentionMonths })
