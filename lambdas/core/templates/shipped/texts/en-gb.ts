import { en } from './en.ts'
import type { TemplateTexts } from './texts.ts'

/** British English. The texts of `en` are American where the two differ. */
export const enGB: TemplateTexts = {
  ...en,
  cardPayment: { ...en.cardPayment, postalCode: { ...en.cardPayment.postalCode, label: 'Billing postcode' } },
  identityCheck: {
    ...en.identityCheck,
    socialSecurity: 'National Insurance number',
    drivingLicence: 'Driving licence',
  },
}
