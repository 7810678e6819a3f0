import type { TemplateTexts } from './texts.ts'

export const it: TemplateTexts = {
  cardPayment: {
    title: 'Pagamento con carta',
    intro: 'Inserisca i dati della carta con cui desidera pagare. I dati non compaiono nella chat.',
    submitLabel: 'Invia i dati della carta',
    cardholderName: { label: 'Nome sulla carta', hint: 'Esattamente come è stampato sulla carta.' },
    cardNumber: 'Numero della carta',
    cardExpiry: 'Data di scadenza',
    securityCode: {
      label: 'Codice di sicurezza',
      hint: '3 cifre sul retro (Amex: 4 sul fronte)',
    },
    postalCode: {
      label: 'CAP dell’indirizzo di fatturazione',
      hint: 'L’indirizzo a cui riceve gli estratti conto della carta.',
    },
  },
  identityCheck: {
    title: 'Verifica dell’identità',
    intro:
      'Prima di aiutarla con il suo conto, le chiediamo di confermare la sua identità. Le risposte non compaiono nella chat.',
    submitLabel: 'Invia le risposte',
    fullName: { label: 'Nome e cognome', hint: 'Come compaiono nel suo documento ufficiale.' },
    dateOfBirth: 'Data di nascita',
    documentKind: 'Quale numero indicherà?',
    socialSecurity: 'Codice fiscale',
    identityCard: 'Carta d’identità',
    passport: 'Passaporto',
    drivingLicence: 'Patente di guida',
    nationalId: {
      label: 'Il numero stesso',
      hint: 'Da 4 a 32 lettere e cifre. Spazi, punti, trattini e barre sono ammessi.',
    },
  },
  bankAccount: {
    title: 'Coordinate bancarie',
    intro: 'Indichi il conto che dobbiamo usare. I dati non compaiono nella chat.',
    submitLabel: 'Invia le coordinate bancarie',
    accountHolder: {
      label: 'Intestatario del conto',
      hint: 'Il nome della persona o dell’azienda a cui appartiene il conto.',
    },
    iban: {
      label: 'IBAN',
      hint: 'Inizia con due lettere che indicano il Paese ed è stampato sui suoi estratti conto. Può usare spazi.',
    },
    accountKind: 'Tipo di conto',
    personal: 'Conto personale',
    business: 'Conto aziendale',
    mayUseAccount: 'È lei l’intestatario del conto o è autorizzato a disporne?',
  },
}
