import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Beveiligde formulieren',
  starting: 'De formulieren van dit gesprek worden opgehaald…',

  sendHeading: 'Formulier versturen',
  search: 'Formulieren zoeken',
  found: (count) => `Gevonden formulieren: ${count}`,
  noForms: 'Deze site heeft nog geen formulieren.',
  templatesUnreachable: 'De formulieren om uit te kiezen zijn nu niet bereikbaar.',
  language: 'Taal van het formulier',
  willAsk: (count) => `Wat er wordt gevraagd (${count})`,
  optional: 'optioneel',
  offTheRecord: 'vertrouwelijk, wordt niet bewaard',
  send: 'Versturen',

  listHeading: 'Formulieren van dit gesprek',
  nothingSent: 'Er is nog niets verstuurd.',
  status: {
    sent: 'Verstuurd. Nog niet geopend.',
    opened: 'Geopend.',
    submitted: 'Ingediend.',
    retrieved: 'Gezien.',
    declined: 'De bezoeker vult liever niets in.',
    cancelled: 'Ingetrokken. De link werkt niet meer.',
    expired: 'Verlopen voordat het werd ingediend.',
  },
  filling: (done, asked) => `Wordt ingevuld: ${done} van ${asked}.`,
  arrived: 'Ingediend. De antwoorden zijn er, alleen voor u.',
  sentAt: (time) => `Verstuurd: ${time}`,
  completes: 'vult een eerder formulier aan',
  byColleague: (agentId) => `Verstuurd door een collega (${agentId}). Alleen die kan de antwoorden zien.`,

  sendAgain: 'Opnieuw versturen',
  cancel: 'Intrekken',
  read: 'Antwoorden lezen',
  show: 'Antwoorden tonen',
  putAway: 'Wegleggen',
  askAgainThis: 'Alleen deze vraag opnieuw versturen',
  askAgainThese: 'Alleen deze vragen opnieuw versturen',
  reveal: 'Onthullen',
  hide: 'Verbergen',
  copy: 'Kopiëren',
  open: 'Eén keer openen',
  yes: 'Ja',
  no: 'Nee',

  notAnswered: 'Niet beantwoord',
  sealedHere: 'Verzegeld voor dit tabblad. Gaat één keer open.',
  openedOnce:
    'Deze ene keer geopend met de sleutel van dit tabblad. Het wordt nergens bewaard en deze pagina vergeet het na een minuut.',
  forgotten: 'Vergeten, zoals beloofd.',
  gone: 'Weg: het wordt één keer uitgereikt en nergens bewaard.',
  cannotOpen: 'Het is niet voor dit tabblad verzegeld en blijft dicht.',
  copied: (label) =>
    `Gekopieerd: ${label}. Programma’s op deze computer kunnen het klembord lezen en deze pagina kan het niet voor u leegmaken. Kopieer daarna iets anders.`,
  copyRefused: 'De browser stond kopiëren niet toe. Onthul het antwoord en kopieer het met de hand.',
  keyGone:
    'Deze pagina is opnieuw geladen of afgemeld en heeft de sleutel voor de vertrouwelijke vragen niet meer. Verstuur het formulier opnieuw: alleen dan kunt u alles lezen.',
  keyGoneSubmitted:
    'Deze pagina is opnieuw geladen of afgemeld en heeft de sleutel voor de vertrouwelijke vragen niet meer. De rest is leesbaar; verstuur opnieuw wat ontbreekt.',
  wasSentAgain: 'Opnieuw verstuurd met een nieuwe link. De eerdere link werkt niet meer.',
  sendingUnclear:
    'De dienst antwoordde niet, dus het is niet zeker dat het formulier is verstuurd. Staat het in de lijst, verstuur het dan opnieuw of trek het in.',

  templateChanged:
    'Dit formulier is intussen gewijzigd en er is niets verstuurd. Bekijk opnieuw wat er wordt gevraagd en verstuur het dan.',
  conflict: 'Het formulier is intussen verder. Kijk naar de status.',
  tooMany: 'Het is nu te druk. Wacht een minuut en probeer het opnieuw.',
  refused: 'De dienst heeft dit niet aangenomen.',
  unreachable: 'De dienst is nu niet bereikbaar.',
  notPermitted: 'Uw profiel staat geen beveiligde formulieren toe.',
  noLonger: 'Dit is niet meer beschikbaar: het gesprek is voorbij of wat was ingediend is gewist.',
  over: 'Het gesprek is voorbij. Er kan niets meer worden verstuurd of gelezen.',
  transferred: 'Een collega voert het gesprek nu. Wat u zelf hebt verstuurd, kunt u lezen zolang het duurt.',
  overOrTransferred: 'Het gesprek is voorbij of een collega voert het nu. Van hieruit kan niets worden verstuurd.',

  live: 'Live',
  connecting: 'Verbinden…',
  withoutPush: 'Geen liveverbinding. Deze pagina vraagt het nu elke tien seconden.',

  idleWarning: (left) => `U hebt een tijdje niets gedaan. Tijd tot u wordt afgemeld: ${left}.`,
  stay: 'Aangemeld blijven',
  signedOutIdle:
    'U bent afgemeld omdat er een tijdje niets is gedaan. Alle antwoorden zijn van deze pagina verwijderd.',
  signedOut: 'U bent afgemeld. Alle antwoorden zijn van deze pagina verwijderd.',
  noToken: 'In de werkplek rond dit paneel is niemand aangemeld.',
  signInAgain: 'Verder na het aanmelden',
  lookAgain: 'Opnieuw kijken',
  notFramed: 'Dit paneel werkt in uw agentwerkplek en toont op zichzelf niets.',

  details: {
    add: 'Details toevoegen',
    hint: 'De bezoeker ziet deze gegevens boven het formulier. Vul geen persoonsgegevens in.',
    purpose: 'Doel',
    amount: 'Bedrag',
    currency: 'Valuta',
    reference: 'Referentie',
    chooseCurrency: 'Kies een valuta',
    amountFormat: (example) => `Vul een bedrag in, bijvoorbeeld ${example}`,
    tooLong: (count) => `Gebruik maximaal ${count} tekens`,
    noCardNumber: 'Vul hier geen kaartnummer in',
    referenceCharacters: 'Gebruik alleen letters zonder accenten, cijfers en gangbare leestekens',
  },
  receiptNumber: 'Ontvangstnummer',
}
