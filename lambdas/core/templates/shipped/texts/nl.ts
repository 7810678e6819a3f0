import type { TemplateTexts } from './texts.ts'

export const nl: TemplateTexts = {
  cardPayment: {
    title: 'Betalen met kaart',
    intro: 'Vul de gegevens in van de kaart waarmee u wilt betalen. De gegevens verschijnen niet in de chat.',
    submitLabel: 'Kaartgegevens versturen',
    cardholderName: { label: 'Naam op de kaart', hint: 'Precies zoals die op de kaart staat.' },
    cardNumber: 'Kaartnummer',
    cardExpiry: 'Vervaldatum',
    securityCode: {
      label: 'Beveiligingscode',
      hint: '3 cijfers op de achterkant (Amex: 4 op de voorkant)',
    },
    postalCode: {
      label: 'Postcode van het factuuradres',
      hint: 'Het adres waar uw kaartoverzichten naartoe gaan.',
    },
  },
  identityCheck: {
    title: 'Identiteitscontrole',
    intro:
      'Voordat we u met uw rekening kunnen helpen, vragen we u te bevestigen wie u bent. Uw antwoorden verschijnen niet in de chat.',
    submitLabel: 'Antwoorden versturen',
    fullName: { label: 'Voor- en achternaam', hint: 'Zoals op uw officiële document.' },
    dateOfBirth: 'Geboortedatum',
    documentKind: 'Welk nummer geeft u op?',
    socialSecurity: 'Burgerservicenummer',
    identityCard: 'Identiteitskaart',
    passport: 'Paspoort',
    drivingLicence: 'Rijbewijs',
    nationalId: {
      label: 'Het nummer zelf',
      hint: '4 tot 32 letters en cijfers. Spaties, punten, streepjes en schuine strepen mogen.',
    },
  },
  bankAccount: {
    title: 'Bankgegevens',
    intro: 'Vul de rekening in die we moeten gebruiken. De gegevens verschijnen niet in de chat.',
    submitLabel: 'Bankgegevens versturen',
    accountHolder: { label: 'Rekeninghouder', hint: 'De naam van de persoon of het bedrijf waarvan de rekening is.' },
    iban: {
      label: 'IBAN',
      hint: 'Het begint met twee letters voor het land en staat op uw rekeningafschriften. Spaties mogen.',
    },
    accountKind: 'Soort rekening',
    personal: 'Persoonlijke rekening',
    business: 'Zakelijke rekening',
    mayUseAccount: 'Bent u de rekeninghouder, of mag u namens de rekeninghouder handelen?',
  },
}
