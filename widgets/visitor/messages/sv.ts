import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Formuläret öppnas …',
  from: (site) => `Säkert formulär från ${site}`,
  formTitle: (form, site) => `${form}: säkert formulär från ${site}`,
  errorTitle: (title) => `Fel: ${title}`,
  error: 'Fel: ',
  field: {
    optional: '(frivilligt)',
    show: 'Visa',
    hide: 'Dölj',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Välj …',
    noAnswer: 'Inget svar',
    yes: 'Ja',
    no: 'Nej',
    day: 'Dag',
    month: 'Månad',
    year: 'År',
    dateHint: (example) => `Till exempel ${example}`,
    expiryHint: (example) => `Månad och år, till exempel ${example}`,
    upTo: plural('sv', { one: 'Högst # tecken', other: 'Högst # tecken' }),
    cardBrand: (brand) => `Kort: ${brand}`,
    offTheRecord:
      'Sparas inte: bara den handläggare som skickade formuläret till dig kan läsa detta, i den flik som är öppen just nu. Svaret lagras ingenstans.',
  },
  errors: {
    fillIn: (question) => `Fyll i: ${question}`,
    choose: (question) => `Välj ett svar: ${question}`,
    chooseOne: (question) => `Välj ett av svaren: ${question}`,
    characters: 'Kontrollera svaret: det innehåller tecken som inte kan användas här',
    longer: 'Skriv fler tecken',
    shorter: 'Skriv färre tecken',
    atLeast: plural('sv', { one: 'Skriv minst # tecken', other: 'Skriv minst # tecken' }),
    atMost: plural('sv', { one: 'Skriv högst # tecken', other: 'Skriv högst # tecken' }),
    tooLongTogether: (question) => `Korta ner svaret: ${question}. Alla svar tillsammans är för långa för att skickas`,
    cardNumber: {
      missing: 'Skriv det långa numret på kortets framsida',
      format: 'Skriv bara siffror; mellanslag och bindestreck går bra',
      length: 'Skriv alla siffror i kortnumret: de är 12 till 19',
      checksum: 'Kontrollera kortnumret: en av siffrorna verkar vara fel',
    },
    cardExpiry: {
      missing: (example) => `Skriv månaden och året då kortet slutar gälla, till exempel ${example}`,
      format: (example) => `Skriv månad och år, till exempel ${example}`,
      past: 'Kortet har gått ut. Använd ett annat kort eller kontrollera datumet',
    },
    cardCode: {
      missing: 'Skriv kortets säkerhetskod med 3 eller 4 siffror',
      format: 'Skriv säkerhetskodens 3 eller 4 siffror, utan bokstäver',
      length: 'Skriv alla siffror i säkerhetskoden: 3, eller 4 på American Express',
    },
    pin: { format: 'Skriv bara siffror', length: 'Skriv en pinkod med 4 till 12 siffror' },
    email: {
      missing: 'Skriv din e-postadress',
      format: 'Skriv en e-postadress i formatet namn@example.com',
      length: 'Skriv en kortare e-postadress',
    },
    phone: {
      missing: 'Skriv ditt telefonnummer',
      format: 'Skriv ett telefonnummer med siffror, till exempel +46 8 123 456 78',
      length: 'Skriv hela telefonnumret: 4 till 15 siffror',
    },
    date: (example) => `Skriv ett datum som finns, med år, månad och dag, till exempel ${example}`,
    number: (example) => `Skriv ett tal med siffror, till exempel ${example}`,
    iban: {
      format: 'Skriv ett IBAN: två bokstäver, sedan siffror och bokstäver, till exempel SE45 5000 0000 0583 9825 7466',
      length: 'Skriv hela IBAN: 15 till 34 siffror och bokstäver',
      checksum: 'Kontrollera IBAN: ett av tecknen verkar vara fel',
    },
    nationalId: {
      format: 'Använd bara bokstäver, siffror, mellanslag, punkter, snedstreck och bindestreck',
      length: 'Skriv hela numret: 4 till 32 tecken',
    },
  },
  fillIn: {
    review: 'Granska',
    decline: 'Helst inte',
    problem: 'Något behöver rättas',
    keepOpen: 'Håll den här sidan öppen tills du har skickat formuläret: din webbläsare sparar inget av det.',
    notTaken: 'Tjänsten tog inte emot svaren. Fråga handläggaren i chatten.',
    offline:
      'Du är offline. Det du har skrivit finns kvar på sidan, och du kan skicka det när anslutningen är tillbaka.',
    onlineAgain: 'Du är online igen.',
    ended:
      'Formuläret har stängts. Det du har skrivit finns kvar här tills du lämnar sidan, utom det som inte sparas. Be handläggaren i chatten att skicka formuläret igen.',
  },
  review: {
    heading: 'Kontrollera dina svar',
    change: 'Ändra',
    goesTo: (site) =>
      `Dina svar går till handläggaren på ${site} som skickade formuläret till dig, och inte till chatten.`,
    send: 'Skicka',
    back: 'Tillbaka',
    notAnswered: 'Inte besvarad',
    sealed: '•••• förseglat för din handläggare',
    sending: 'Skickar …',
    notArrived: 'Dina svar har inte kommit fram. Inget har gått förlorat: tryck på knappen igen.',
    later:
      'Dina svar har inte kommit fram: belastningen är för hög just nu. Vänta en minut och tryck sedan på knappen igen.',
    unknown:
      'Det går ännu inte att säga om dina svar har kommit fram, eftersom tjänsten inte kan nås. Håll sidan öppen: den fortsätter att fråga. Du kan också trycka på knappen igen: svaren kan inte komma fram två gånger.',
  },
  receipt: {
    title: (site) => `Skickat till ${site}`,
    heading: (site) => `Dina svar har skickats till ${site}`,
    text: 'De har kommit fram säkert. Du kan stänga formuläret och fortsätta chatta.',
    to: 'Skickat till',
    toWhom: (site) => `Handläggaren på ${site} som skickade formuläret till dig. Ingen annan i chatten kan läsa det.`,
    when: 'När',
    reference: 'Referens',
  },
  declineDialog: {
    title: 'Lämna formuläret tomt?',
    text: (site) => `Inget av det du har skrivit skickas, och handläggaren på ${site} får veta att du helst låter bli.`,
    yes: 'Ja, helst inte',
    no: 'Gå tillbaka',
    failed: 'Handläggaren kunde inte meddelas just nu. Försök igen.',
  },
  declined: {
    title: 'Inte ifyllt',
    heading: 'Du valde att inte fylla i formuläret',
    text: (site) =>
      `Inget har skickats till ${site}, och handläggaren vet om det. Om du ändrar dig kan du i chatten be om att få formuläret igen.`,
  },
  moreTime: {
    title: 'Behöver du mer tid?',
    text: 'Formuläret stängs om ungefär två minuter, för att skydda det du har skrivit.',
    soon: 'Formuläret stängs strax, för att skydda det du har skrivit.',
    yes: 'Ja, jag behöver mer tid',
    no: 'Nej',
    given: 'Du har nu mer tid.',
    unreachable: 'Tjänsten kan inte nås just nu. Försök igen.',
    longest: 'Formuläret kan inte hållas öppet längre. Skicka det nu.',
  },
  notAvailable: {
    title: 'Formuläret är inte tillgängligt',
    heading: 'Formuläret är inte tillgängligt här',
    text: 'Ett formulär öppnas bara i en webbläsare och bara under en tid. Kanske öppnades det i en annan, tog för lång tid eller så har chatten avslutats.',
    ask: 'Be handläggaren i chatten att skicka det igen.',
  },
  damagedLink: {
    title: 'Länken är inte fullständig',
    heading: 'Länken är inte fullständig',
    text: 'Säkra formulär öppnas med hela länken från chatten. Tryck på den där, eller kopiera hela.',
  },
  distrust: {
    title: 'Formuläret är inte säkert',
    heading: 'Fyll inte i det här formuläret',
    text: 'Därför kan sidan inte lova att bara din handläggare skulle kunna läsa dina svar, och frågar inte efter dem. Inget har skickats. Berätta det för handläggaren i chatten och be om ett nytt formulär.',
    'fingerprint-missing':
      'Länken saknar den del som visar vem som kan läsa dina svar. Kanske föll den bort när länken kopierades.',
    'key-missing': 'Formuläret saknar den nyckel som handläggaren skapade för det.',
    'fingerprint-mismatch':
      'Formuläret är inte det som handläggaren skickade: nyckeln, frågorna eller ändamålet har ändrats på vägen.',
  },
  unreachable: {
    title: 'Formuläret kan inte nås',
    heading: 'Formuläret kan inte nås just nu',
    text: 'Kanske bröts anslutningen. Inget är förbrukat: du kan försöka igen.',
    busy: 'Belastningen är för hög just nu. Inget är förbrukat: vänta en minut och försök igen.',
    again: 'Försök igen',
  },
}
