import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Het formulier wordt geopend…',
  from: (site) => `Beveiligd formulier van ${site}`,
  formTitle: (form, site) => `${form}: beveiligd formulier van ${site}`,
  errorTitle: (title) => `Fout: ${title}`,
  error: 'Fout: ',
  field: {
    optional: '(niet verplicht)',
    show: 'Tonen',
    hide: 'Verbergen',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Maak een keuze…',
    noAnswer: 'Geen antwoord',
    yes: 'Ja',
    no: 'Nee',
    day: 'Dag',
    month: 'Maand',
    year: 'Jaar',
    dateHint: (example) => `Bijvoorbeeld ${example}`,
    expiryHint: (example) => `Maand en jaar, bijvoorbeeld ${example}`,
    upTo: plural('nl', { one: 'Maximaal # teken', other: 'Maximaal # tekens' }),
    cardBrand: (brand) => `Kaart: ${brand}`,
    offTheRecord:
      'Wordt niet vastgelegd: alleen de medewerker die u dit formulier heeft gestuurd, kan dit lezen, in het tabblad dat nu openstaat. Het wordt nergens bewaard.',
  },
  errors: {
    fillIn: (question) => `Vul in: ${question}`,
    choose: (question) => `Kies een antwoord: ${question}`,
    chooseOne: (question) => `Kies een van de antwoorden: ${question}`,
    characters: 'Controleer dit antwoord: het bevat tekens die hier niet kunnen',
    longer: 'Voer meer tekens in',
    shorter: 'Voer minder tekens in',
    atLeast: plural('nl', { one: 'Voer ten minste # teken in', other: 'Voer ten minste # tekens in' }),
    atMost: plural('nl', { one: 'Voer hoogstens # teken in', other: 'Voer hoogstens # tekens in' }),
    tooLongTogether: (question) =>
      `Maak dit antwoord korter: ${question}. Alle antwoorden samen zijn te lang om te versturen`,
    cardNumber: {
      missing: 'Voer het lange nummer op de voorkant van uw kaart in',
      format: 'Voer alleen cijfers in; spaties en streepjes mogen',
      length: 'Voer alle cijfers van het kaartnummer in: het zijn er 12 tot 19',
      checksum: 'Controleer het kaartnummer: een van de cijfers lijkt niet te kloppen',
    },
    cardExpiry: {
      missing: (example) => `Voer de maand en het jaar in tot wanneer uw kaart geldig is, bijvoorbeeld ${example}`,
      format: (example) => `Voer maand en jaar in, bijvoorbeeld ${example}`,
      past: 'Deze kaart is verlopen. Gebruik een andere kaart of controleer de datum',
    },
    cardCode: {
      missing: 'Voer de beveiligingscode van 3 of 4 cijfers van uw kaart in',
      format: 'Voer de 3 of 4 cijfers van de beveiligingscode in, zonder letters',
      length: 'Voer alle cijfers van de beveiligingscode in: 3, of 4 bij American Express',
    },
    pin: { format: 'Voer alleen cijfers in', length: 'Voer een pincode van 4 tot 12 cijfers in' },
    email: {
      missing: 'Voer uw e-mailadres in',
      format: 'Voer een e-mailadres in zoals naam@example.com',
      length: 'Voer een korter e-mailadres in',
    },
    phone: {
      missing: 'Voer uw telefoonnummer in',
      format: 'Voer een telefoonnummer in cijfers in, bijvoorbeeld +31 20 123 4567',
      length: 'Voer het hele telefoonnummer in: 4 tot 15 cijfers',
    },
    date: (example) => `Voer een bestaande datum in, met dag, maand en jaar, bijvoorbeeld ${example}`,
    number: (example) => `Voer een getal in cijfers in, bijvoorbeeld ${example}`,
    iban: {
      format: 'Voer een IBAN in: twee letters, daarna cijfers en letters, bijvoorbeeld NL91 ABNA 0417 1643 00',
      length: 'Voer het hele IBAN in: 15 tot 34 cijfers en letters',
      checksum: 'Controleer het IBAN: een van de tekens lijkt niet te kloppen',
    },
    nationalId: {
      format: 'Gebruik alleen letters, cijfers, spaties, punten, schuine strepen, streepjes, plustekens en haakjes',
      length: 'Voer het hele nummer in: 4 tot 32 tekens',
    },
  },
  fillIn: {
    review: 'Controleren',
    decline: 'Liever niet',
    problem: 'Er is een probleem',
    keepOpen: 'Houd deze pagina open totdat u het formulier hebt verstuurd: uw browser bewaart er niets van.',
    notTaken: 'De dienst heeft deze antwoorden niet aangenomen. Vraag het aan de medewerker in de chat.',
    offline:
      'U bent offline. Wat u hebt ingevuld, blijft op deze pagina staan; u kunt het versturen zodra de verbinding terug is.',
    onlineAgain: 'U bent weer online.',
  },
  review: {
    heading: 'Controleer uw antwoorden',
    change: 'Wijzigen',
    goesTo: (site) =>
      `Uw antwoorden gaan naar de medewerker van ${site} die u dit formulier heeft gestuurd, en niet naar de chat.`,
    send: 'Versturen',
    back: 'Terug',
    notAnswered: 'Niet beantwoord',
    sealed: '•••• verzegeld voor uw medewerker',
    sending: 'Bezig met versturen…',
    notArrived: 'Uw antwoorden zijn niet aangekomen. Er is niets verloren: druk nog eens op de knop.',
    later:
      'Uw antwoorden zijn niet aangekomen: het is op dit moment te druk. Wacht een minuut en druk dan nog eens op de knop.',
    unknown:
      'Het is nog niet duidelijk of uw antwoorden zijn aangekomen, want de dienst is niet bereikbaar. Houd deze pagina open: ze blijft ernaar vragen. U kunt ook nog eens op de knop drukken: ze kunnen niet twee keer aankomen.',
  },
  receipt: {
    title: (site) => `Verstuurd naar ${site}`,
    heading: (site) => `Uw antwoorden zijn verstuurd naar ${site}`,
    text: 'Ze zijn veilig aangekomen. U kunt dit formulier sluiten en verder chatten.',
    to: 'Verstuurd naar',
    toWhom: (site) =>
      `De medewerker van ${site} die u dit formulier heeft gestuurd. Niemand anders in de chat kan het lezen.`,
    when: 'Tijdstip',
    reference: 'Referentie',
  },
  declineDialog: {
    title: 'Dit formulier niet invullen?',
    text: (site) =>
      `Niets van wat u hebt ingevuld, wordt verstuurd, en de medewerker van ${site} krijgt te horen dat u liever niet wilt.`,
    yes: 'Ja, liever niet',
    no: 'Terug naar het formulier',
    failed: 'Dit kon nu niet worden doorgegeven. Probeer het opnieuw.',
  },
  declined: {
    title: 'Niet ingevuld',
    heading: 'U hebt ervoor gekozen dit niet in te vullen',
    text: (site) =>
      `Er is niets naar ${site} verstuurd, en de medewerker weet dat. Als u van gedachten verandert, vraag dan in de chat het formulier opnieuw te sturen.`,
  },
  moreTime: {
    title: 'Hebt u meer tijd nodig?',
    text: 'Dit formulier sluit over ongeveer twee minuten, om te beschermen wat u hebt ingevuld.',
    soon: 'Dit formulier sluit zo dadelijk, om te beschermen wat u hebt ingevuld.',
    yes: 'Ja, ik heb meer tijd nodig',
    no: 'Nee',
    given: 'U hebt nu meer tijd.',
    unreachable: 'De dienst is nu niet bereikbaar. Probeer het opnieuw.',
    longest: 'Dit formulier kan niet langer openblijven. Verstuur het nu.',
  },
  ended: {
    cancelled: 'De medewerker heeft dit formulier ingetrokken.',
    closed: 'De chat is beëindigd, daarom is dit formulier gesloten.',
    expired: 'Dit formulier is gesloten omdat de tijd ervoor voorbij is.',
    unknown: 'Dit formulier is gesloten.',
    kept: 'Wat u hebt ingevuld, blijft hier staan totdat u de pagina verlaat, behalve wat niet wordt vastgelegd.',
    askAgain: 'Vraag de medewerker in de chat het formulier opnieuw te sturen.',
    newChat: 'Als u het formulier nog nodig hebt, begin dan een nieuwe chat.',
  },
  notAvailable: {
    title: 'Dit formulier is niet beschikbaar',
    heading: 'Dit formulier is hier niet beschikbaar',
    text: 'Een formulier gaat maar in één browser open en maar een tijdje. Misschien is het in een andere geopend, duurde het te lang of is de chat afgelopen.',
    ask: 'Vraag de medewerker in de chat het opnieuw te sturen.',
  },
  damagedLink: {
    title: 'Deze link is niet volledig',
    heading: 'Deze link is niet volledig',
    text: 'Beveiligde formulieren gaan open met de hele link uit de chat. Druk er daar op, of kopieer hem helemaal.',
  },
  distrust: {
    title: 'Dit formulier is niet veilig',
    heading: 'Vul dit formulier niet in',
    text: 'Daarom kan deze pagina niet beloven dat alleen uw medewerker uw antwoorden zou kunnen lezen, en vraagt ze er niet om. Er is niets verstuurd. Meld het in de chat en vraag om een nieuw formulier.',
    'fingerprint-missing':
      'De link mist het deel dat bewijst wie uw antwoorden kan lezen. Misschien is het bij het kopiëren weggevallen.',
    'key-missing': 'Bij het formulier ontbreekt de sleutel die de medewerker ervoor heeft gemaakt.',
    'fingerprint-mismatch':
      'Het formulier is niet hetzelfde als de medewerker heeft verstuurd: de sleutel, de vragen of het doel zijn onderweg gewijzigd.',
  },
  unreachable: {
    title: 'Het formulier is niet bereikbaar',
    heading: 'Het formulier is nu niet bereikbaar',
    text: 'Misschien is de verbinding weggevallen. Er is niets verbruikt: u kunt het opnieuw proberen.',
    busy: 'Het is op dit moment te druk. Er is niets verbruikt: wacht een minuut en probeer het opnieuw.',
    again: 'Opnieuw proberen',
  },
}
