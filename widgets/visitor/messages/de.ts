import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Das Formular wird geöffnet …',
  from: (site) => `Sicheres Formular von ${site}`,
  formTitle: (form, site) => `${form}: sicheres Formular von ${site}`,
  errorTitle: (title) => `Fehler: ${title}`,
  error: 'Fehler: ',
  field: {
    optional: '(freiwillig)',
    show: 'Anzeigen',
    hide: 'Verbergen',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Bitte wählen …',
    noAnswer: 'Keine Angabe',
    yes: 'Ja',
    no: 'Nein',
    day: 'Tag',
    month: 'Monat',
    year: 'Jahr',
    dateHint: (example) => `Zum Beispiel ${example}`,
    expiryHint: (example) => `Monat und Jahr, zum Beispiel ${example}`,
    upTo: plural('de', { one: 'Höchstens # Zeichen', other: 'Höchstens # Zeichen' }),
    cardBrand: (brand) => `Karte: ${brand}`,
    offTheRecord:
      'Wird nicht aufgezeichnet: Nur die Ansprechperson, die Ihnen dieses Formular geschickt hat, kann dies lesen, und nur in dem Tab, den sie gerade geöffnet hat. Es wird nirgends gespeichert.',
  },
  errors: {
    fillIn: (question) => `Bitte ausfüllen: ${question}`,
    choose: (question) => `Bitte wählen Sie eine Antwort: ${question}`,
    chooseOne: (question) => `Bitte wählen Sie eine der Antworten: ${question}`,
    characters: 'Prüfen Sie diese Angabe: Sie enthält Zeichen, die hier nicht möglich sind',
    longer: 'Geben Sie mehr Zeichen ein',
    shorter: 'Geben Sie weniger Zeichen ein',
    atLeast: plural('de', { one: 'Geben Sie mindestens # Zeichen ein', other: 'Geben Sie mindestens # Zeichen ein' }),
    atMost: plural('de', { one: 'Geben Sie höchstens # Zeichen ein', other: 'Geben Sie höchstens # Zeichen ein' }),
    tooLongTogether: (question) =>
      `Kürzen Sie diese Angabe: ${question}. Alle Angaben zusammen sind zu lang, um gesendet zu werden`,
    cardNumber: {
      missing: 'Geben Sie die lange Nummer auf der Vorderseite Ihrer Karte ein',
      format: 'Geben Sie nur Ziffern ein; Leerzeichen und Bindestriche sind erlaubt',
      length: 'Geben Sie alle Ziffern der Kartennummer ein: Es sind 12 bis 19',
      checksum: 'Prüfen Sie die Kartennummer: Eine Ziffer scheint nicht zu stimmen',
    },
    cardExpiry: {
      missing: (example) => `Geben Sie Monat und Jahr ein, bis zu denen Ihre Karte gültig ist, zum Beispiel ${example}`,
      format: (example) => `Geben Sie Monat und Jahr ein, zum Beispiel ${example}`,
      past: 'Diese Karte ist abgelaufen. Nehmen Sie eine andere Karte oder prüfen Sie das Datum',
    },
    cardCode: {
      missing: 'Geben Sie die 3- oder 4-stellige Prüfnummer Ihrer Karte ein',
      format: 'Geben Sie die 3 oder 4 Ziffern der Prüfnummer ohne Buchstaben ein',
      length: 'Geben Sie alle Ziffern der Prüfnummer ein: 3, bei American Express 4',
    },
    pin: { format: 'Geben Sie nur Ziffern ein', length: 'Geben Sie eine PIN mit 4 bis 12 Ziffern ein' },
    email: {
      missing: 'Geben Sie Ihre E-Mail-Adresse ein',
      format: 'Geben Sie eine E-Mail-Adresse im Format name@example.com ein',
      length: 'Geben Sie eine kürzere E-Mail-Adresse ein',
    },
    phone: {
      missing: 'Geben Sie Ihre Telefonnummer ein',
      format: 'Geben Sie eine Telefonnummer in Ziffern ein, zum Beispiel +49 30 901820',
      length: 'Geben Sie die ganze Telefonnummer ein: 4 bis 15 Ziffern',
    },
    date: (example) => `Geben Sie ein Datum ein, das es gibt, mit Tag, Monat und Jahr, zum Beispiel ${example}`,
    number: (example) => `Geben Sie eine Zahl in Ziffern ein, zum Beispiel ${example}`,
    iban: {
      format:
        'Geben Sie eine IBAN ein: zwei Buchstaben, dann Ziffern und Buchstaben, zum Beispiel DE89 3704 0044 0532 0130 00',
      length: 'Geben Sie die ganze IBAN ein: 15 bis 34 Ziffern und Buchstaben',
      checksum: 'Prüfen Sie die IBAN: Ein Zeichen scheint nicht zu stimmen',
    },
    nationalId: {
      format:
        'Verwenden Sie nur Buchstaben, Ziffern, Leerzeichen, Punkte, Schrägstriche, Bindestriche, Pluszeichen und Klammern',
      length: 'Geben Sie die ganze Nummer ein: 4 bis 32 Zeichen',
    },
  },
  fillIn: {
    review: 'Prüfen',
    decline: 'Lieber nicht',
    problem: 'Etwas stimmt noch nicht',
    keepOpen:
      'Bitte lassen Sie diese Seite offen, bis Sie das Formular gesendet haben: Ihr Browser merkt sich nichts davon.',
    notTaken: 'Der Dienst hat diese Angaben nicht angenommen. Bitte fragen Sie im Chat nach.',
    offline:
      'Sie sind offline. Was Sie eingegeben haben, bleibt auf dieser Seite; Sie können es senden, sobald die Verbindung wieder da ist.',
    onlineAgain: 'Sie sind wieder online.',
  },
  review: {
    heading: 'Prüfen Sie Ihre Angaben',
    change: 'Ändern',
    goesTo: (site) =>
      `Ihre Angaben gehen an die Ansprechperson bei ${site}, die Ihnen dieses Formular geschickt hat, und nicht in den Chat.`,
    send: 'Senden',
    back: 'Zurück',
    notAnswered: 'Keine Angabe',
    sealed: '•••• versiegelt für Ihre Ansprechperson',
    sending: 'Wird gesendet …',
    notArrived:
      'Ihre Angaben sind nicht angekommen. Nichts ist verloren: Bitte drücken Sie die Schaltfläche noch einmal.',
    later:
      'Ihre Angaben sind nicht angekommen: Gerade ist zu viel los. Bitte warten Sie eine Minute und drücken Sie die Schaltfläche dann noch einmal.',
    unknown:
      'Noch ist unklar, ob Ihre Angaben angekommen sind, denn der Dienst ist nicht erreichbar. Lassen Sie diese Seite offen: Sie fragt weiter nach. Sie können die Schaltfläche auch noch einmal drücken: Doppelt ankommen können die Angaben nicht.',
  },
  receipt: {
    title: (site) => `An ${site} gesendet`,
    heading: (site) => `Ihre Angaben wurden an ${site} gesendet`,
    text: 'Sie sind sicher angekommen. Sie können dieses Formular schließen und weiterchatten.',
    to: 'Gesendet an',
    toWhom: (site) =>
      `Die Ansprechperson bei ${site}, die Ihnen dieses Formular geschickt hat. Niemand sonst im Chat kann es lesen.`,
    when: 'Zeitpunkt',
    reference: 'Vorgangsnummer',
  },
  declineDialog: {
    title: 'Das Formular nicht ausfüllen?',
    text: (site) => `Nichts von Ihren Eingaben wird gesendet, und ${site} erfährt, dass Sie es lieber nicht ausfüllen.`,
    yes: 'Ja, lieber nicht',
    no: 'Zurück zum Formular',
    failed: 'Das konnte gerade nicht mitgeteilt werden. Bitte versuchen Sie es noch einmal.',
  },
  declined: {
    title: 'Nicht ausgefüllt',
    heading: 'Sie haben das Formular nicht ausgefüllt',
    text: (site) =>
      `Nichts wurde an ${site} gesendet, und Ihre Ansprechperson weiß Bescheid. Wenn Sie es sich anders überlegen, bitten Sie im Chat darum, das Formular noch einmal zu schicken.`,
  },
  moreTime: {
    title: 'Brauchen Sie mehr Zeit?',
    text: 'Dieses Formular schließt in etwa zwei Minuten, um Ihre Eingaben zu schützen.',
    soon: 'Dieses Formular schließt gleich, um Ihre Eingaben zu schützen.',
    yes: 'Ja, ich brauche mehr Zeit',
    no: 'Nein',
    given: 'Sie haben jetzt mehr Zeit.',
    unreachable: 'Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es noch einmal.',
    longest: 'Länger kann dieses Formular nicht offen bleiben. Bitte senden Sie es jetzt.',
  },
  ended: {
    cancelled: 'Dieses Formular wurde im Chat zurückgezogen.',
    closed: 'Der Chat ist beendet, deshalb ist dieses Formular geschlossen.',
    expired: 'Dieses Formular ist geschlossen, weil seine Zeit abgelaufen ist.',
    unknown: 'Dieses Formular ist geschlossen.',
    kept: 'Was Sie eingegeben haben, bleibt hier, bis Sie die Seite verlassen, außer dem, was nicht aufgezeichnet wird.',
    askAgain: 'Bitten Sie im Chat darum, das Formular noch einmal zu schicken.',
    newChat: 'Wenn Sie das Formular noch brauchen, beginnen Sie bitte einen neuen Chat.',
  },
  notAvailable: {
    title: 'Dieses Formular ist nicht verfügbar',
    heading: 'Dieses Formular ist hier nicht verfügbar',
    text: 'Ein Formular lässt sich nur in einem Browser und nur eine Zeit lang öffnen. Vielleicht wurde es in einem anderen geöffnet, es hat zu lange gedauert, oder der Chat ist beendet.',
    ask: 'Bitten Sie im Chat darum, es noch einmal zu schicken.',
  },
  damagedLink: {
    title: 'Dieser Link ist nicht vollständig',
    heading: 'Dieser Link ist nicht vollständig',
    text: 'Sichere Formulare öffnen sich nur mit dem ganzen Link aus dem Chat. Drücken Sie dort darauf oder kopieren Sie ihn vollständig.',
  },
  distrust: {
    title: 'Dieses Formular ist nicht sicher',
    heading: 'Bitte füllen Sie dieses Formular nicht aus',
    text: 'Darum kann diese Seite nicht versprechen, dass nur Ihre Ansprechperson Ihre Angaben lesen könnte, und fragt nicht danach. Nichts wurde gesendet. Bitte sagen Sie im Chat Bescheid und bitten Sie um ein neues Formular.',
    'fingerprint-missing':
      'Dem Link fehlt der Teil, der beweist, wer Ihre Angaben lesen kann. Vielleicht ging er beim Kopieren verloren.',
    'key-missing': 'Dem Formular fehlt der Schlüssel, den Ihre Ansprechperson dafür erzeugt hat.',
    'fingerprint-mismatch':
      'Das Formular ist nicht das, das Ihre Ansprechperson gesendet hat: Schlüssel, Fragen oder Zweck wurden unterwegs geändert.',
  },
  unreachable: {
    title: 'Das Formular ist nicht erreichbar',
    heading: 'Das Formular ist gerade nicht erreichbar',
    text: 'Vielleicht ist die Verbindung abgebrochen. Nichts ist verbraucht: Sie können es noch einmal versuchen.',
    busy: 'Gerade ist zu viel los. Nichts ist verbraucht: Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
    again: 'Noch einmal versuchen',
  },
}
