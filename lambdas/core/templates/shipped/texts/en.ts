import type { TemplateTexts } from './texts.ts'

export const en: TemplateTexts = {
  cardPayment: {
    title: 'Card payment',
    intro: 'Enter the details of the card you want to pay with. The details don’t appear in the chat.',
    submitLabel: 'Send card details',
    cardholderName: {
      label: 'Name on the card',
      hint: 'Exactly as it is printed on the card.',
    },
    cardNumber: 'Card number',
    cardExpiry: 'Expiry date',
    securityCode: {
      label: 'Security code',
      hint: '3 digits on the back (Amex: 4 on the front)',
    },
    postalCode: {
      label: 'Billing ZIP or postal code',
      hint: 'The address to which your card statements are sent.',
    },
  },
  identityCheck: {
    title: 'Identity check',
    intro:
      'Before we can help you with your account, please confirm who you are. Your answers don’t appear in the chat.',
    submitLabel: 'Send answers',
    fullName: {
      label: 'Full name',
      hint: 'As it appears on your official document.',
    },
    dateOfBirth: 'Date of birth',
    documentKind: 'Which number will you give?',
    socialSecurity: 'Social security number',
    identityCard: 'National identity card',
    passport: 'Passport',
    drivingLicence: 'Driver’s license',
    nationalId: {
      label: 'The number itself',
      hint: '4 to 32 letters and digits. Spaces, dots, dashes and slashes are fine.',
    },
  },
  bankAccount: {
    title: 'Bank account details',
    intro: 'Enter the account that we should use. The details don’t appear in the chat.',
    submitLabel: 'Send bank details',
    accountHolder: {
      label: 'Account holder',
      hint: 'The name of the person or company the account belongs to.',
    },
    iban: {
      label: 'IBAN',
      hint: 'It begins with two letters for the country and is printed on your bank statements. You may type spaces.',
    },
    accountKind: 'Kind of account',
    personal: 'Personal account',
    business: 'Business account',
    mayUseAccount: 'Are you the account holder, or allowed to act for them?',
  },
}
