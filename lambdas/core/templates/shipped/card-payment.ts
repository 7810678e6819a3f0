/**
 * A template for a card payment that an agent takes. It asks for card data, and the security code is off the record.
 * Every new site has this template.
 */
import type { TemplateDraftInput } from '../../../../contracts/template.ts'
import { inAllLanguages, labelAndHint } from './texts/in-all-languages.ts'

export const cardPayment: TemplateDraftInput = {
  templateId: 'card-payment',
  defaultLocale: 'en',
  title: inAllLanguages(({ cardPayment }) => cardPayment.title),
  intro: inAllLanguages(({ cardPayment }) => cardPayment.intro),
  submitLabel: inAllLanguages(({ cardPayment }) => cardPayment.submitLabel),
  questions: [
    {
      id: 'cardholder-name',
      type: 'text',
      ...labelAndHint(({ cardPayment }) => cardPayment.cardholderName),
      required: true,
      masked: false,
      offTheRecord: false,
      minLength: 2,
      maxLength: 100,
    },
    {
      id: 'card-number',
      type: 'card-number',
      label: inAllLanguages(({ cardPayment }) => cardPayment.cardNumber),
      required: true,
      masked: false,
      offTheRecord: false,
    },
    {
      id: 'card-expiry',
      type: 'card-expiry',
      label: inAllLanguages(({ cardPayment }) => cardPayment.cardExpiry),
      required: true,
      masked: false,
      offTheRecord: false,
    },
    {
      id: 'card-verification-code',
      type: 'card-verification-code',
      ...labelAndHint(({ cardPayment }) => cardPayment.securityCode),
      required: true,
      masked: true,
      offTheRecord: true,
    },
    {
      id: 'postal-code',
      type: 'text',
      ...labelAndHint(({ cardPayment }) => cardPayment.postalCode),
      required: false,
      masked: false,
      offTheRecord: false,
      maxLength: 16,
    },
  ],
}
