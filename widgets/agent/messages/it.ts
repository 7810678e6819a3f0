import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Moduli sicuri',
  starting: 'Recupero dei moduli di questa conversazione…',

  sendHeading: 'Invia un modulo',
  search: 'Cerca moduli',
  found: (count) => `Moduli trovati: ${count}`,
  noForms: 'Questo sito non ha ancora moduli.',
  templatesUnreachable: 'L’elenco dei moduli non è disponibile in questo momento.',
  language: 'Lingua del modulo',
  willAsk: (count) => `Che cosa chiede (${count})`,
  optional: 'facoltativo',
  offTheRecord: 'riservato, non viene conservato',
  send: 'Invia',

  listHeading: 'Moduli di questa conversazione',
  nothingSent: 'Non è stato ancora inviato nulla.',
  status: {
    sent: 'Inviato. Non ancora aperto.',
    opened: 'Aperto.',
    submitted: 'Consegnato.',
    retrieved: 'Visto.',
    declined: 'La persona preferisce non rispondere.',
    cancelled: 'Annullato. Il link non funziona più.',
    expired: 'Scaduto prima della consegna.',
  },
  filling: (done, asked) => `In compilazione: ${done} di ${asked}.`,
  arrived: 'Consegnato. Le risposte sono qui, solo per Lei.',
  sentAt: (time) => `Inviato: ${time}`,
  completes: 'completa un modulo precedente',
  byColleague: (agentId) =>
    `Inviato da un’altra persona del team (${agentId}). Solo quella persona può vedere le risposte.`,

  sendAgain: 'Invia di nuovo',
  cancel: 'Annulla',
  read: 'Leggi le risposte',
  show: 'Mostra le risposte',
  putAway: 'Metti via',
  askAgainThis: 'Invia di nuovo solo questa domanda',
  askAgainThese: 'Invia di nuovo solo queste domande',
  reveal: 'Rivela',
  hide: 'Nascondi',
  copy: 'Copia',
  open: 'Apri una volta',
  yes: 'Sì',
  no: 'No',

  notAnswered: 'Senza risposta',
  sealedHere: 'Sigillato per questa scheda. Si apre una volta sola.',
  openedOnce:
    'Aperto questa sola volta con la chiave di questa scheda. Non è conservato da nessuna parte e questa pagina lo dimentica dopo un minuto.',
  forgotten: 'Dimenticato, come promesso.',
  gone: 'Non c’è più: viene consegnato una volta sola e non è conservato da nessuna parte.',
  cannotOpen: 'Non è stato sigillato per questa scheda e resta chiuso.',
  copied: (label) =>
    `Copiato: ${label}. I programmi di questo computer possono leggere gli appunti e questa pagina non può svuotarli al posto Suo. Alla fine copi qualcos’altro.`,
  copyRefused: 'Il browser non ha permesso di copiare. Riveli la risposta e la copi a mano.',
  keyGone:
    'Questa pagina è stata ricaricata o disconnessa e non ha più la chiave delle risposte riservate. Invii di nuovo il modulo: solo così potrà leggere tutto.',
  keyGoneSubmitted:
    'Questa pagina è stata ricaricata o disconnessa e non ha più la chiave delle risposte riservate. Il resto si può leggere; invii di nuovo ciò che manca.',
  wasSentAgain: 'Inviato di nuovo con un altro link. Quello precedente non funziona più.',
  sendingUnclear:
    'Il servizio non ha risposto: non è certo che il modulo sia partito. Se è nell’elenco, lo invii di nuovo o lo annulli.',

  templateChanged:
    'Nel frattempo questo modulo è stato modificato e non è stato inviato nulla. Ricontrolli che cosa chiede, poi lo invii.',
  conflict: 'Nel frattempo il modulo è andato avanti. Ne guardi lo stato.',
  tooMany: 'Troppe richieste in questo momento. Attenda un minuto e riprovi.',
  refused: 'Il servizio non lo ha accettato.',
  unreachable: 'Il servizio non è raggiungibile in questo momento.',
  notPermitted: 'Il Suo profilo non permette moduli sicuri.',
  noLonger: 'Non è più disponibile: la conversazione è finita o ciò che era stato consegnato è stato cancellato.',
  over: 'La conversazione è finita. Non si può più inviare né leggere nulla.',
  transferred: 'Ora la conversazione è di un’altra persona. Ciò che ha inviato Lei resta leggibile finché dura.',
  overOrTransferred: 'La conversazione è finita, oppure ora è di un’altra persona. Da qui non si può inviare nulla.',

  live: 'In diretta',
  connecting: 'Connessione…',
  withoutPush: 'Nessuna connessione in diretta. Questa pagina chiede ogni dieci secondi.',

  idleWarning: (left) => `Non fa nulla da un po’. Tempo rimasto prima della disconnessione: ${left}.`,
  stay: 'Resta connesso',
  signedOutIdle: 'La sessione è stata chiusa per inattività. Tutte le risposte sono state tolte da questa pagina.',
  signedOut: 'La sessione è chiusa. Tutte le risposte sono state tolte da questa pagina.',
  noToken: 'Nessuno ha effettuato l’accesso nell’ambiente che contiene questo pannello.',
  signInAgain: 'Continua dopo l’accesso',
  lookAgain: 'Controlla di nuovo',
  notFramed: 'Questo pannello funziona dentro l’ambiente degli agenti e da solo non mostra nulla.',

  details: {
    add: 'Aggiungi dettagli',
    hint: 'Il visitatore vede questi dati sopra il modulo. Non inserisca dati personali.',
    purpose: 'Causale',
    amount: 'Importo',
    currency: 'Valuta',
    reference: 'Riferimento',
    chooseCurrency: 'Scelga una valuta',
    amountFormat: (example) => `Inserisca un importo, per esempio ${example}`,
    tooLong: (count) => `Usi al massimo ${count} caratteri`,
    noCardNumber: 'Non inserisca qui un numero di carta',
    referenceCharacters: 'Usi solo lettere senza accenti, cifre e simboli comuni',
  },
  receiptNumber: 'Numero della ricevuta',
}
