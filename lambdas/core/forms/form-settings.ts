import type { SiteRecord } from '../sites/site.ts'
import type { FormSettings } from './form.ts'

/** The site settings that are copied to a form when it is sent and do not change afterwards. */
export const formSettings = ({
  submitKeySeconds,
  formMinutes,
  holdingSeconds,
  retentionMonths,
}: SiteRecord): FormSettings => ({ submitKeySeconds, formMinutes, holdingSeconds, retentionMonths })
