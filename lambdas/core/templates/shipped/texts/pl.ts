import type { TemplateTexts } from './texts.ts'

export const pl: TemplateTexts = {
  cardPayment: {
    title: 'Płatność kartą',
    intro: 'Proszę podać dane karty, którą chcą Państwo zapłacić. Dane nie pojawią się na czacie.',
    submitLabel: 'Wyślij dane karty',
    cardholderName: { label: 'Imię i nazwisko na karcie', hint: 'Dokładnie tak, jak na karcie.' },
    cardNumber: 'Numer karty',
    cardExpiry: 'Data ważności',
    securityCode: {
      label: 'Kod bezpieczeństwa',
      hint: '3 cyfry na odwrocie (Amex: 4 z przodu)',
    },
    postalCode: {
      label: 'Kod pocztowy adresu rozliczeniowego',
      hint: 'Adres, na który przychodzą wyciągi z karty.',
    },
  },
  identityCheck: {
    title: 'Potwierdzenie tożsamości',
    intro:
      'Zanim będziemy mogli pomóc w sprawie konta, prosimy o potwierdzenie tożsamości. Odpowiedzi nie pojawią się na czacie.',
    submitLabel: 'Wyślij odpowiedzi',
    fullName: { label: 'Imię i nazwisko', hint: 'Tak jak w oficjalnym dokumencie.' },
    dateOfBirth: 'Data urodzenia',
    documentKind: 'Który numer zostanie podany?',
    socialSecurity: 'Numer PESEL',
    identityCard: 'Dowód osobisty',
    passport: 'Paszport',
    drivingLicence: 'Prawo jazdy',
    nationalId: {
      label: 'Sam numer',
      hint: 'Od 4 do 32 liter i cyfr. Można wpisywać spacje, kropki, myślniki i ukośniki.',
    },
  },
  bankAccount: {
    title: 'Dane konta bankowego',
    intro: 'Proszę podać konto, którego mamy użyć. Dane nie pojawią się na czacie.',
    submitLabel: 'Wyślij dane konta',
    accountHolder: { label: 'Posiadacz konta', hint: 'Imię i nazwisko osoby lub nazwa firmy, do której należy konto.' },
    iban: {
      label: 'IBAN',
      hint: 'Zaczyna się od dwóch liter oznaczających kraj i znajduje się na wyciągach bankowych. Można wpisywać spacje.',
    },
    accountKind: 'Rodzaj konta',
    personal: 'Konto osobiste',
    business: 'Konto firmowe',
    mayUseAccount: 'Czy konto należy do Państwa lub czy mogą Państwo nim dysponować?',
  },
}
