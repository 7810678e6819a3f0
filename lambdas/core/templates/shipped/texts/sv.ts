import type { TemplateTexts } from './texts.ts'

export const sv: TemplateTexts = {
  cardPayment: {
    title: 'Kortbetalning',
    intro: 'Fyll i uppgifterna för det kort du vill betala med. Uppgifterna syns inte i chatten.',
    submitLabel: 'Skicka kortuppgifter',
    cardholderName: { label: 'Namn på kortet', hint: 'Precis som det står på kortet.' },
    cardNumber: 'Kortnummer',
    cardExpiry: 'Giltigt till',
    securityCode: {
      label: 'Säkerhetskod',
      hint: '3 siffror på baksidan (Amex: 4 på framsidan)',
    },
    postalCode: {
      label: 'Faktureringsadressens postnummer',
      hint: 'Den adress som kontoutdragen för kortet skickas till.',
    },
  },
  identityCheck: {
    title: 'Identitetskontroll',
    intro: 'Innan vi kan hjälpa dig med ditt konto behöver du bekräfta vem du är. Svaren syns inte i chatten.',
    submitLabel: 'Skicka svar',
    fullName: { label: 'För- och efternamn', hint: 'Som det står i din id-handling.' },
    dateOfBirth: 'Födelsedatum',
    documentKind: 'Vilket nummer anger du?',
    socialSecurity: 'Personnummer',
    identityCard: 'Nationellt id-kort',
    passport: 'Pass',
    drivingLicence: 'Körkort',
    nationalId: {
      label: 'Själva numret',
      hint: '4 till 32 bokstäver och siffror. Mellanslag, punkter, bindestreck och snedstreck går bra.',
    },
  },
  bankAccount: {
    title: 'Bankuppgifter',
    intro: 'Ange det konto som vi ska använda. Uppgifterna syns inte i chatten.',
    submitLabel: 'Skicka bankuppgifter',
    accountHolder: { label: 'Kontohavare', hint: 'Namnet på den person eller det företag som kontot tillhör.' },
    iban: {
      label: 'IBAN',
      hint: 'Det börjar med två bokstäver för landet och står på dina kontoutdrag. Mellanslag går bra.',
    },
    accountKind: 'Typ av konto',
    personal: 'Privatkonto',
    business: 'Företagskonto',
    mayUseAccount: 'Är du kontohavare, eller har du rätt att använda kontot?',
  },
}
