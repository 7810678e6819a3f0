import { enGB } from './en-gb.ts'
import type { TemplateTexts } from './texts.ts'

/** Australian English. Australia has no social security number; the nearest number is on the Medicare card. */
export const enAU: TemplateTexts = {
  ...enGB,
  identityCheck: {
    ...enGB.identityCheck,
    socialSecurity: 'Medicare number',
    drivingLicence: 'Driver licence',
  },
}
