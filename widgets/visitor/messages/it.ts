import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/** No article stands before a name or a date, because its form would depend on the first sound: *dal 1*, but *dall’8*. */
export const messages: Messages = {
  opening: 'Apertura del modulo…',
  from: (site) => `Modulo protetto di ${site}`,
  formTitle: (form, site) => `${form}: modulo protetto di ${site}`,
  start: {
    title: (site) => `Modulo protetto di ${site}`,
    heading: (site) => `${site} le ha inviato un modulo protetto`,
    text: 'Solo l’operatore che lo ha inviato può leggere le sue risposte. Non compaiono nella chat.',
    oneBrowser: 'Può aprirlo in un solo browser. Usi quello in cui desidera compilarlo.',
    open: 'Apri il modulo',
  },
  errorTitle: (title) => `Errore: ${title}`,
  error: 'Errore: ',
  field: {
    optional: '(facoltativo)',
    show: 'Mostra',
    hide: 'Nascondi',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Scelga…',
    noAnswer: 'Nessuna risposta',
    yes: 'Sì',
    no: 'No',
    day: 'Giorno',
    month: 'Mese',
    year: 'Anno',
    dateHint: (example) => `Per esempio ${example}`,
    expiryHint: (example) => `Mese e anno, per esempio ${example}`,
    upTo: plural('it', {
      one: 'Al massimo # carattere',
      many: 'Al massimo # di caratteri',
      other: 'Al massimo # caratteri',
    }),
    cardBrand: (brand) => `Tipo di carta: ${brand}`,
    offTheRecord: 'Mai conservata. Solo il suo operatore può vedere questa risposta, una sola volta.',
  },
  errors: {
    fillIn: (question) => `Compili questo campo: ${question}`,
    choose: (question) => `Scelga una risposta: ${question}`,
    chooseOne: (question) => `Scelga una delle risposte: ${question}`,
    symbol: (symbol) => `Elimini questo carattere: ${symbol}`,
    characters: 'Elimini i caratteri che qui non sono ammessi',
    longer: 'Inserisca una risposta più lunga',
    shorter: 'Inserisca una risposta più breve',
    atLeast: plural('it', {
      one: 'Inserisca almeno # carattere',
      many: 'Inserisca almeno # di caratteri',
      other: 'Inserisca almeno # caratteri',
    }),
    atMost: plural('it', {
      one: 'Inserisca al massimo # carattere',
      many: 'Inserisca al massimo # di caratteri',
      other: 'Inserisca al massimo # caratteri',
    }),
    tooLongTogether: (question) =>
      `Accorci questa risposta: ${question}. Nel complesso le sue risposte sono troppo lunghe per essere inviate`,
    cardNumber: {
      missing: 'Inserisca il numero della carta',
      format: 'Inserisca solo le cifre del numero della carta',
      length: 'Controlli il numero della carta. Deve avere da 12 a 19 cifre',
      checksum: 'Controlli il numero della carta. Non sembra corretto',
    },
    cardExpiry: {
      missing: (example) => `Inserisca la data di scadenza della carta, per esempio ${example}`,
      format: (example) => `Inserisca il mese e l’anno, per esempio ${example}`,
      month: 'Controlli il mese. Deve essere compreso tra 01 e 12',
      past: 'Questa carta è scaduta. Controlli la data o usi un’altra carta',
    },
    cardCode: {
      missing: 'Inserisca il codice di sicurezza della carta',
      format: 'Inserisca solo le cifre del codice di sicurezza',
      length: 'Controlli il codice di sicurezza. Ha 3 cifre, oppure 4 sulle carte American Express',
      digits: plural('it', {
        one: 'Controlli il codice di sicurezza. Su questa carta ha # cifra',
        many: 'Controlli il codice di sicurezza. Su questa carta ha # di cifre',
        other: 'Controlli il codice di sicurezza. Su questa carta ha # cifre',
      }),
    },
    pin: {
      missing: 'Inserisca il suo PIN',
      format: 'Inserisca solo le cifre del suo PIN',
      length: 'Inserisca un PIN da 4 a 12 cifre',
    },
    email: {
      missing: 'Inserisca il suo indirizzo e-mail',
      format: 'Inserisca un indirizzo e-mail, per esempio nome@example.com',
      length: 'Inserisca un indirizzo e-mail più breve',
    },
    phone: {
      missing: 'Inserisca il suo numero di telefono',
      format: 'Inserisca un numero di telefono, per esempio +39 06 1234 5678',
      length: 'Controlli il numero di telefono. Deve avere da 4 a 15 cifre',
    },
    date: {
      missing: (example) => `Inserisca una data, per esempio ${example}`,
      format: (example) => `Inserisca una data valida, per esempio ${example}`,
      year: 'Inserisca l’anno con 4 cifre',
      from: (date) => `Inserisca ${date} o una data successiva`,
      until: (date) => `Inserisca ${date} o una data precedente`,
      fromToday: 'Inserisca la data di oggi o una data successiva',
      untilToday: 'Inserisca la data di oggi o una data precedente',
    },
    number: (example) => `Inserisca un numero, per esempio ${example}`,
    iban: {
      format: 'Inserisca un IBAN, per esempio IT60 X054 2811 1010 0000 0123 456',
      length: 'Controlli l’IBAN. Deve avere da 15 a 34 lettere e cifre',
      checksum: 'Controlli l’IBAN. Non sembra corretto',
    },
    nationalId: {
      format: 'Usi solo lettere, cifre, spazi e i caratteri . / - + ( )',
      length: 'Inserisca da 4 a 32 caratteri',
    },
  },
  fillIn: {
    review: 'Controlla',
    decline: 'Rifiuta',
    problem: 'C’è un problema',
    keepOpen: 'Tenga aperta questa pagina finché non ha inviato il modulo. Questo browser non potrà riaprirlo.',
    notTaken: 'Non è stato possibile accettare queste risposte. Chieda aiuto al suo operatore nella chat.',
    offline:
      'La connessione a internet non è disponibile. Le sue risposte restano in questa pagina. Le invii quando la connessione sarà di nuovo disponibile.',
    onlineAgain: 'La connessione a internet è di nuovo disponibile.',
  },
  review: {
    heading: 'Controlli le sue risposte',
    change: 'Modifica',
    goesTo: (site) =>
      `Solo l’operatore di ${site} che le ha inviato questo modulo può leggere le sue risposte. Non compaiono nella chat.`,
    send: 'Invia',
    back: 'Indietro',
    notAnswered: 'Nessuna risposta',
    sealed: '•••• Solo il suo operatore può vedere questa risposta',
    sending: 'Invio in corso…',
    notArrived: 'Le sue risposte non sono ancora state inviate. Riprovi.',
    later:
      'Le sue risposte non sono ancora state inviate. In questo momento riceviamo molte richieste. Attenda un minuto e riprovi.',
    unknown:
      'Non sappiamo ancora se le sue risposte sono state inviate. Tenga aperta questa pagina durante la verifica. Può anche riprovare: le sue risposte non vengono mai inviate due volte.',
  },
  context: { purpose: 'Scopo', amount: 'Importo', reference: 'Riferimento' },
  receipt: {
    title: (site) => `Inviato a ${site}`,
    heading: (site) => `Le sue risposte sono state inviate a ${site}`,
    inChat: 'Può continuare la chat.',
    onPage: 'Può chiudere questa pagina e tornare alla chat.',
    to: 'Inviato a',
    toWhom: (site) =>
      `L’operatore di ${site} che le ha inviato questo modulo. Nessun altro nella chat può leggere le sue risposte.`,
    when: 'Data e ora',
    number: 'Numero di ricevuta',
    print: 'Stampa o salva',
  },
  declineDialog: {
    title: 'Rifiutare questo modulo?',
    text: (site) =>
      `Nulla di ciò che ha inserito verrà inviato. L’operatore di ${site} vedrà che ha rifiutato il modulo.`,
    yes: 'Rifiuta il modulo',
    no: 'Torna al modulo',
    failed: 'Non è stato possibile rifiutare il modulo. Riprovi.',
  },
  declined: {
    title: 'Modulo rifiutato',
    heading: 'Ha rifiutato questo modulo',
    text: (site) =>
      `Non è stato inviato nulla a ${site}. Se cambia idea, chieda al suo operatore nella chat di inviarle di nuovo il modulo.`,
  },
  moreTime: {
    title: 'Ha bisogno di più tempo?',
    text: 'Questo modulo si chiuderà tra circa due minuti per proteggere le sue risposte.',
    soon: 'Questo modulo sta per chiudersi per proteggere le sue risposte.',
    yes: 'Ho bisogno di più tempo',
    no: 'Lascia chiudere il modulo',
    given: 'Ora ha più tempo.',
    unreachable: 'Non è stato possibile darle più tempo. Riprovi.',
    longest: 'Questo modulo non può restare aperto più a lungo. Lo invii ora.',
  },
  ended: {
    cancelled: 'Il suo operatore ha annullato questo modulo.',
    closed: 'La chat è terminata, quindi questo modulo è chiuso.',
    expired: 'Questo modulo è scaduto.',
    unknown: 'Questo modulo non è più aperto.',
    kept: 'Può copiare ciò che ha scritto finché resta in questa pagina. Le risposte che non vengono mai conservate sono state eliminate.',
    askAgain: 'Chieda al suo operatore nella chat di inviarle di nuovo il modulo.',
    newChat: 'Se ha ancora bisogno del modulo, inizi una nuova chat.',
  },
  notAvailable: {
    title: 'Questo modulo non è disponibile',
    heading: 'Questo modulo non è disponibile qui',
    text: 'Un modulo si apre in un solo browser e per un tempo limitato. Forse è aperto in un altro browser, è scaduto oppure la chat è terminata.',
    ask: 'Chieda al suo operatore nella chat di inviarle di nuovo il modulo.',
  },
  damagedLink: {
    title: 'Questo link è incompleto',
    heading: 'Questo link è incompleto',
    text: 'Apra di nuovo il link dalla chat oppure lo copi per intero.',
  },
  distrust: {
    title: 'Questo modulo non è sicuro',
    heading: 'Non compili questo modulo',
    text: 'Non possiamo garantire che solo il suo operatore veda le sue risposte, quindi questa pagina non le chiede. Non è stato inviato nulla. Avvisi il suo operatore nella chat e chieda un nuovo modulo.',
    'fingerprint-missing':
      'Al link manca la parte che indica chi può leggere le sue risposte. Forse è stata tagliata durante la copia.',
    'key-missing': 'A questo modulo manca la chiave del suo operatore.',
    'fingerprint-mismatch':
      'Questo non è il modulo inviato dal suo operatore. La chiave, le domande o lo scopo sono stati modificati lungo il percorso.',
  },
  unreachable: {
    title: 'Il modulo non è raggiungibile',
    heading: 'Il modulo non è raggiungibile in questo momento',
    text: 'Controlli la connessione a internet e riprovi.',
    busy: 'In questo momento riceviamo molte richieste. Attenda un minuto e riprovi.',
    again: 'Riprova',
  },
  unsupported: {
    title: 'Questa pagina non può mostrare il modulo',
    heading: 'Questa pagina non può mostrare il modulo',
    tooOld: 'Questo browser è troppo vecchio. Lo aggiorni o apra il link in un altro browser. Il link funziona ancora.',
    insecure: 'La connessione a questa pagina non è sicura. Apra di nuovo il link dalla chat. Deve iniziare con https.',
    failed:
      'Si è verificato un errore. Ricarichi questa pagina o apra il link in un altro browser. Il link funziona ancora.',
    failedOpened:
      'Si è verificato un errore. Ricarichi questa pagina. Se il problema continua, chieda al suo operatore di inviarle di nuovo il modulo.',
    reload: 'Ricarica la pagina',
  },
}
