import type { TemplateTexts } from './texts.ts'

export const de: TemplateTexts = {
  cardPayment: {
    title: 'Kartenzahlung',
    intro: 'Geben Sie die Daten der Karte ein, mit der Sie zahlen möchten. Die Angaben erscheinen nicht im Chat.',
    submitLabel: 'Kartendaten senden',
    cardholderName: {
      label: 'Name auf der Karte',
      hint: 'Genau so, wie er auf der Karte steht.',
    },
    cardNumber: 'Kartennummer',
    cardExpiry: 'Gültig bis',
    securityCode: {
      label: 'Prüfnummer',
      hint: '3 Ziffern auf der Rückseite (Amex: 4 vorn)',
    },
    postalCode: {
      label: 'Postleitzahl der Rechnungsadresse',
      hint: 'Die Adresse, an die Ihre Kartenabrechnungen gehen.',
    },
  },
  identityCheck: {
    title: 'Identitätsprüfung',
    intro:
      'Bevor wir Ihnen bei Ihrem Konto helfen können, bestätigen Sie bitte Ihre Identität. Ihre Antworten erscheinen nicht im Chat.',
    submitLabel: 'Antworten senden',
    fullName: {
      label: 'Vor- und Nachname',
      hint: 'So, wie er in Ihrem Ausweis steht.',
    },
    dateOfBirth: 'Geburtsdatum',
    documentKind: 'Welche Nummer geben Sie an?',
    socialSecurity: 'Sozialversicherungsnummer',
    identityCard: 'Personalausweis',
    passport: 'Reisepass',
    drivingLicence: 'Führerschein',
    nationalId: {
      label: 'Die Nummer selbst',
      hint: '4 bis 32 Buchstaben und Ziffern. Leerzeichen, Punkte, Bindestriche und Schrägstriche sind erlaubt.',
    },
  },
  bankAccount: {
    title: 'Bankverbindung',
    intro: 'Geben Sie das Konto an, das wir verwenden sollen. Die Angaben erscheinen nicht im Chat.',
    submitLabel: 'Bankverbindung senden',
    accountHolder: {
      label: 'Kontoinhaber/in',
      hint: 'Der Name der Person oder der Firma, der das Konto gehört.',
    },
    iban: {
      label: 'IBAN',
      hint: 'Sie beginnt mit zwei Buchstaben für das Land und steht auf Ihren Kontoauszügen. Leerzeichen sind erlaubt.',
    },
    accountKind: 'Art des Kontos',
    personal: 'Privatkonto',
    business: 'Geschäftskonto',
    mayUseAccount: 'Gehört Ihnen das Konto, oder sind Sie berechtigt, darüber zu verfügen?',
  },
}
