import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Apertura del modulo…',
  from: (site) => `Modulo protetto di ${site}`,
  formTitle: (form, site) => `${form}: modulo protetto di ${site}`,
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
    cardBrand: (brand) => `Carta: ${brand}`,
    offTheRecord:
      'Non registrato: può leggerlo solo la persona che le ha inviato questo modulo, nella scheda che ha aperta in questo momento. Non viene conservato da nessuna parte.',
  },
  errors: {
    fillIn: (question) => `Compili questo campo: ${question}`,
    choose: (question) => `Scelga una risposta: ${question}`,
    chooseOne: (question) => `Scelga una delle risposte: ${question}`,
    characters: 'Controlli questa risposta: contiene caratteri che qui non si possono usare',
    longer: 'Inserisca più caratteri',
    shorter: 'Inserisca meno caratteri',
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
      `Accorci questa risposta: ${question}. Le risposte tutte insieme sono troppo lunghe per essere inviate`,
    cardNumber: {
      missing: 'Inserisca il numero lungo sul fronte della carta',
      format: 'Inserisca solo cifre; spazi e trattini sono ammessi',
      length: 'Inserisca tutte le cifre del numero di carta: sono da 12 a 19',
      checksum: 'Controlli il numero di carta: una delle cifre sembra sbagliata',
    },
    cardExpiry: {
      missing: (example) => `Inserisca il mese e l’anno di scadenza della carta, per esempio ${example}`,
      format: (example) => `Inserisca mese e anno, per esempio ${example}`,
      past: 'Questa carta è scaduta. Usi un’altra carta o controlli la data',
    },
    cardCode: {
      missing: 'Inserisca il codice di sicurezza della carta, di 3 o 4 cifre',
      format: 'Inserisca le 3 o 4 cifre del codice di sicurezza, senza lettere',
      length: 'Inserisca tutte le cifre del codice di sicurezza: 3, oppure 4 per American Express',
    },
    pin: { format: 'Inserisca solo cifre', length: 'Inserisca un PIN da 4 a 12 cifre' },
    email: {
      missing: 'Inserisca il suo indirizzo e-mail',
      format: 'Inserisca un indirizzo e-mail nel formato nome@example.com',
      length: 'Inserisca un indirizzo e-mail più breve',
    },
    phone: {
      missing: 'Inserisca il suo numero di telefono',
      format: 'Inserisca un numero di telefono in cifre, per esempio +39 06 1234 5678',
      length: 'Inserisca il numero di telefono completo: da 4 a 15 cifre',
    },
    date: (example) => `Inserisca una data esistente, con giorno, mese e anno, per esempio ${example}`,
    number: (example) => `Inserisca un numero in cifre, per esempio ${example}`,
    iban: {
      format: 'Inserisca un IBAN: due lettere, poi cifre e lettere, per esempio IT60 X054 2811 1010 0000 0123 456',
      length: 'Inserisca l’IBAN completo: da 15 a 34 cifre e lettere',
      checksum: 'Controlli l’IBAN: uno dei caratteri sembra sbagliato',
    },
    nationalId: {
      format: 'Usi solo lettere, cifre, spazi, punti, barre, trattini, segni più e parentesi',
      length: 'Inserisca il numero completo: da 4 a 32 caratteri',
    },
  },
  fillIn: {
    review: 'Controlla',
    decline: 'Preferisco di no',
    problem: 'C’è un problema',
    keepOpen: 'Tenga aperta questa pagina finché non ha inviato il modulo: il suo browser non ne conserva nulla.',
    notTaken: 'Il servizio non ha accettato queste risposte. Chieda all’operatore nella chat.',
    offline:
      'Non è in linea. Ciò che ha scritto resta in questa pagina e potrà inviarlo quando tornerà la connessione.',
    onlineAgain: 'È di nuovo in linea.',
  },
  review: {
    heading: 'Controlli le sue risposte',
    change: 'Modifica',
    goesTo: (site) =>
      `Le sue risposte arrivano all’operatore di ${site} che le ha inviato questo modulo, e non nella chat.`,
    send: 'Invia',
    back: 'Indietro',
    notAnswered: 'Nessuna risposta',
    sealed: '•••• sigillato per il suo operatore',
    sending: 'Invio in corso…',
    notArrived: 'Le sue risposte non sono arrivate. Nulla è andato perso: prema di nuovo il pulsante.',
    later:
      'Le sue risposte non sono arrivate: il servizio è molto occupato in questo momento. Attenda un minuto, poi prema di nuovo il pulsante.',
    unknown:
      'Non sappiamo ancora se le sue risposte sono arrivate, perché il servizio non è raggiungibile. Tenga aperta questa pagina: continua a chiedere. Può anche premere di nuovo il pulsante: non possono arrivare due volte.',
  },
  receipt: {
    title: (site) => `Inviato a ${site}`,
    heading: (site) => `Le sue risposte sono state inviate a ${site}`,
    text: 'Sono arrivate in modo sicuro. Può chiudere questo modulo e continuare la chat.',
    to: 'Inviato a',
    toWhom: (site) => `L’operatore di ${site} che le ha inviato questo modulo. Nessun altro nella chat può leggerlo.`,
    when: 'Data',
    reference: 'Riferimento',
  },
  declineDialog: {
    title: 'Lasciare vuoto questo modulo?',
    text: (site) =>
      `Nulla di ciò che ha scritto viene inviato, e l’operatore di ${site} saprà che preferisce non rispondere.`,
    yes: 'Sì, preferisco di no',
    no: 'Torna al modulo',
    failed: 'Non è stato possibile avvisare l’operatore. Provi di nuovo.',
  },
  declined: {
    title: 'Non compilato',
    heading: 'Ha scelto di non compilare questo modulo',
    text: (site) =>
      `Nulla è stato inviato a ${site}, e l’operatore lo sa. Se cambia idea, gli chieda nella chat di inviarle di nuovo il modulo.`,
  },
  moreTime: {
    title: 'Le serve più tempo?',
    text: 'Questo modulo si chiude fra circa due minuti, per proteggere ciò che ha scritto.',
    soon: 'Questo modulo sta per chiudersi, per proteggere ciò che ha scritto.',
    yes: 'Sì, mi serve più tempo',
    no: 'No',
    given: 'Ora ha più tempo.',
    unreachable: 'Il servizio non è raggiungibile in questo momento. Provi di nuovo.',
    longest: 'Questo modulo non può restare aperto più a lungo. Lo invii ora.',
  },
  ended: {
    cancelled: 'L’operatore ha annullato questo modulo.',
    closed: 'La chat è terminata, quindi questo modulo è chiuso.',
    expired: 'Questo modulo è chiuso perché il suo tempo è scaduto.',
    unknown: 'Questo modulo è chiuso.',
    kept: 'Ciò che ha scritto resta qui finché non lascia la pagina, tranne ciò che non viene registrato.',
    askAgain: 'Chieda all’operatore nella chat di inviarle di nuovo il modulo.',
    newChat: 'Se ha ancora bisogno del modulo, inizi una nuova chat.',
  },
  notAvailable: {
    title: 'Questo modulo non è disponibile',
    heading: 'Questo modulo non è disponibile qui',
    text: 'Un modulo si apre in un solo browser e solo per un certo tempo. Forse è stato aperto in un altro, è passato troppo tempo oppure la chat è terminata.',
    ask: 'Chieda all’operatore nella chat di inviarglielo di nuovo.',
  },
  damagedLink: {
    title: 'Questo link non è completo',
    heading: 'Questo link non è completo',
    text: 'I moduli protetti si aprono con il link intero della chat. Lo prema lì oppure lo copi per intero.',
  },
  distrust: {
    title: 'Questo modulo non è sicuro',
    heading: 'Non compili questo modulo',
    text: 'Perciò questa pagina non può garantire che solo il suo operatore potrebbe leggere le sue risposte, e non le chiede. Nulla è stato inviato. Avvisi l’operatore nella chat e chieda un nuovo modulo.',
    'fingerprint-missing':
      'Al link manca la parte che dimostra chi può leggere le sue risposte. Forse è andata persa durante la copia.',
    'key-missing': 'Al modulo manca la chiave che l’operatore ha creato per esso.',
    'fingerprint-mismatch':
      'Il modulo non è quello inviato dall’operatore: la chiave, le domande o lo scopo sono stati modificati lungo il percorso.',
  },
  unreachable: {
    title: 'Il modulo non è raggiungibile',
    heading: 'Il modulo non è raggiungibile in questo momento',
    text: 'Forse la connessione è caduta. Nulla è andato consumato: può provare di nuovo.',
    busy: 'Il servizio è molto occupato in questo momento. Nulla è andato consumato: attenda un minuto e provi di nuovo.',
    again: 'Prova di nuovo',
  },
}
