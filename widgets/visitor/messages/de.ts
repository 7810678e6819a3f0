import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Formular wird geöffnet …',
  from: (site) => `Sicheres Formular von ${site}`,
  formTitle: (form, site) => `${form}: sicheres Formular von ${site}`,
  start: {
    title: (site) => `Sicheres Formular von ${site}`,
    heading: (site) => `${site} hat Ihnen ein sicheres Formular gesendet`,
    text: 'Nur die Ansprechperson, die es gesendet hat, kann Ihre Angaben lesen. Im Chat erscheinen sie nicht.',
    oneBrowser:
      'Sie können es nur in einem Browser öffnen. Verwenden Sie den Browser, in dem Sie das Formular ausfüllen möchten.',
    open: 'Formular öffnen',
  },
  errorTitle: (title) => `Fehler: ${title}`,
  error: 'Fehler: ',
  field: {
    optional: '(optional)',
    show: 'Anzeigen',
    hide: 'Ausblenden',
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
    cardBrand: (brand) => `Kartentyp: ${brand}`,
    offTheRecord: 'Nie gespeichert. Nur Ihre Ansprechperson kann dies sehen, einmal.',
  },
  errors: {
    fillIn: (question) => `Füllen Sie dieses Feld aus: ${question}`,
    choose: (question) => `Wählen Sie eine Antwort: ${question}`,
    chooseOne: (question) => `Wählen Sie eine der Antworten: ${question}`,
    symbol: (symbol) => `Entfernen Sie dieses Zeichen: ${symbol}`,
    characters: 'Entfernen Sie Zeichen, die hier nicht erlaubt sind',
    longer: 'Geben Sie mehr Zeichen ein',
    shorter: 'Geben Sie weniger Zeichen ein',
    atLeast: plural('de', { one: 'Geben Sie mindestens # Zeichen ein', other: 'Geben Sie mindestens # Zeichen ein' }),
    atMost: plural('de', { one: 'Geben Sie höchstens # Zeichen ein', other: 'Geben Sie höchstens # Zeichen ein' }),
    tooLongTogether: (question) =>
      `Kürzen Sie diese Angabe: ${question}. Ihre Angaben sind zusammen zu lang zum Senden`,
    cardNumber: {
      missing: 'Geben Sie Ihre Kartennummer ein',
      format: 'Geben Sie nur die Ziffern Ihrer Kartennummer ein',
      length: 'Prüfen Sie Ihre Kartennummer. Sie muss 12 bis 19 Ziffern haben',
      checksum: 'Prüfen Sie Ihre Kartennummer. Sie scheint nicht zu stimmen',
    },
    cardExpiry: {
      missing: (example) => `Geben Sie ein, bis wann Ihre Karte gültig ist, zum Beispiel ${example}`,
      format: (example) => `Geben Sie Monat und Jahr ein, zum Beispiel ${example}`,
      month: 'Prüfen Sie den Monat. Möglich ist 01 bis 12',
      past: 'Diese Karte ist abgelaufen. Prüfen Sie das Datum oder verwenden Sie eine andere Karte',
    },
    cardCode: {
      missing: 'Geben Sie die Prüfnummer Ihrer Karte ein',
      format: 'Geben Sie nur die Ziffern der Prüfnummer ein',
      length: 'Die Prüfnummer hat 3 Ziffern, bei American Express 4',
      digits: plural('de', {
        one: 'Die Prüfnummer dieser Karte hat # Ziffer',
        other: 'Die Prüfnummer dieser Karte hat # Ziffern',
      }),
    },
    pin: {
      missing: 'Geben Sie Ihre PIN ein',
      format: 'Geben Sie nur die Ziffern Ihrer PIN ein',
      length: 'Geben Sie eine PIN mit 4 bis 12 Ziffern ein',
    },
    email: {
      missing: 'Geben Sie Ihre E-Mail-Adresse ein',
      format: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com',
      length: 'Geben Sie eine kürzere E-Mail-Adresse ein',
    },
    phone: {
      missing: 'Geben Sie Ihre Telefonnummer ein',
      format: 'Geben Sie eine Telefonnummer ein, zum Beispiel +49 30 901820',
      length: 'Prüfen Sie Ihre Telefonnummer. Sie muss 4 bis 15 Ziffern haben',
    },
    date: {
      missing: (example) => `Geben Sie ein Datum ein, zum Beispiel ${example}`,
      format: (example) => `Geben Sie ein gültiges Datum ein, zum Beispiel ${example}`,
      year: 'Geben Sie das Jahr mit 4 Ziffern ein',
      from: (date) => `Geben Sie ein Datum ab dem ${date} ein`,
      until: (date) => `Geben Sie ein Datum bis zum ${date} ein`,
      fromToday: 'Geben Sie das heutige oder ein späteres Datum ein',
      untilToday: 'Geben Sie das heutige oder ein früheres Datum ein',
    },
    number: (example) => `Geben Sie eine Zahl ein, zum Beispiel ${example}`,
    iban: {
      format: 'Geben Sie eine IBAN ein, zum Beispiel DE89 3704 0044 0532 0130 00',
      length: 'Prüfen Sie Ihre IBAN. Sie muss 15 bis 34 Buchstaben und Ziffern haben',
      checksum: 'Prüfen Sie Ihre IBAN. Sie scheint nicht zu stimmen',
    },
    nationalId: {
      format: 'Verwenden Sie nur Buchstaben, Ziffern, Leerzeichen und die Zeichen . / - + ( )',
      length: 'Geben Sie 4 bis 32 Zeichen ein',
    },
  },
  fillIn: {
    review: 'Weiter zur Übersicht',
    decline: 'Ablehnen',
    problem: 'Bitte korrigieren Sie Ihre Angaben',
    keepOpen:
      'Lassen Sie diese Seite geöffnet, bis Sie das Formular gesendet haben. Dieser Browser kann sie nicht noch einmal öffnen.',
    notTaken: 'Wir konnten diese Angaben nicht annehmen. Bitten Sie Ihre Ansprechperson im Chat um Hilfe.',
    offline: 'Sie sind offline. Ihre Angaben bleiben auf dieser Seite. Senden Sie sie, sobald Sie wieder online sind.',
    onlineAgain: 'Sie sind wieder online.',
  },
  review: {
    heading: 'Prüfen Sie Ihre Angaben',
    change: 'Ändern',
    goesTo: (site) =>
      `Nur die Ansprechperson bei ${site}, die Ihnen dieses Formular gesendet hat, kann Ihre Angaben lesen. Im Chat erscheinen sie nicht.`,
    send: 'Senden',
    back: 'Zurück',
    notAnswered: 'Keine Angabe',
    sealed: '•••• Nur Ihre Ansprechperson kann dies sehen',
    sending: 'Wird gesendet …',
    notArrived: 'Ihre Angaben wurden noch nicht gesendet. Versuchen Sie es erneut.',
    later:
      'Ihre Angaben wurden noch nicht gesendet. Wir erhalten gerade sehr viele Anfragen. Versuchen Sie es in einer Minute erneut.',
    unknown:
      'Wir wissen noch nicht, ob Ihre Angaben gesendet wurden, und prüfen das gerade. Lassen Sie diese Seite geöffnet. Sie können es auch erneut versuchen: Wir senden Ihre Angaben nie doppelt.',
  },
  context: { purpose: 'Zweck', amount: 'Betrag', reference: 'Referenz' },
  receipt: {
    title: (site) => `An ${site} gesendet`,
    heading: (site) => `Ihre Angaben wurden an ${site} gesendet`,
    inChat: 'Sie können den Chat fortsetzen.',
    onPage: 'Sie können diese Seite schließen und zum Chat zurückkehren.',
    to: 'Gesendet an',
    toWhom: (site) =>
      `Die Ansprechperson bei ${site}, die Ihnen dieses Formular gesendet hat. Niemand sonst im Chat kann Ihre Angaben lesen.`,
    when: 'Datum und Uhrzeit',
    number: 'Bestätigungsnummer',
    print: 'Drucken oder speichern',
  },
  declineDialog: {
    title: 'Formular ablehnen?',
    text: (site) =>
      `Ihre Angaben werden nicht gesendet. Ihre Ansprechperson bei ${site} sieht, dass Sie das Formular abgelehnt haben.`,
    yes: 'Formular ablehnen',
    no: 'Zurück zum Formular',
    failed: 'Wir konnten das Formular nicht ablehnen. Versuchen Sie es erneut.',
  },
  declined: {
    title: 'Formular abgelehnt',
    heading: 'Sie haben dieses Formular abgelehnt',
    text: (site) =>
      `Es wurde nichts an ${site} gesendet. Wenn Sie das Formular doch ausfüllen möchten, bitten Sie Ihre Ansprechperson im Chat, es erneut zu senden.`,
  },
  moreTime: {
    title: 'Brauchen Sie mehr Zeit?',
    text: 'Dieses Formular wird in etwa zwei Minuten geschlossen, um Ihre Angaben zu schützen.',
    soon: 'Dieses Formular wird gleich geschlossen, um Ihre Angaben zu schützen.',
    yes: 'Mehr Zeit erhalten',
    no: 'Formular schließen lassen',
    given: 'Sie haben jetzt mehr Zeit.',
    unreachable: 'Wir konnten Ihnen nicht mehr Zeit geben. Versuchen Sie es erneut.',
    longest: 'Dieses Formular kann nicht länger geöffnet bleiben. Senden Sie es jetzt.',
  },
  ended: {
    cancelled: 'Ihre Ansprechperson hat dieses Formular zurückgezogen.',
    closed: 'Der Chat ist beendet. Deshalb ist dieses Formular geschlossen.',
    expired: 'Dieses Formular ist abgelaufen.',
    unknown: 'Dieses Formular ist nicht mehr geöffnet.',
    kept: 'Sie können Ihre Angaben noch kopieren, solange Sie auf dieser Seite bleiben. Angaben, die nie gespeichert werden, haben wir entfernt.',
    askAgain: 'Bitten Sie Ihre Ansprechperson im Chat, das Formular erneut zu senden.',
    newChat: 'Wenn Sie das Formular noch brauchen, beginnen Sie einen neuen Chat.',
  },
  notAvailable: {
    title: 'Dieses Formular ist nicht verfügbar',
    heading: 'Dieses Formular ist hier nicht verfügbar',
    text: 'Ein Formular lässt sich nur in einem Browser und nur für begrenzte Zeit öffnen. Vielleicht ist es in einem anderen Browser geöffnet, es ist abgelaufen oder der Chat ist beendet.',
    ask: 'Bitten Sie Ihre Ansprechperson im Chat, das Formular erneut zu senden.',
  },
  damagedLink: {
    title: 'Dieser Link ist unvollständig',
    heading: 'Dieser Link ist unvollständig',
    text: 'Öffnen Sie den Link noch einmal aus dem Chat oder kopieren Sie ihn vollständig.',
  },
  distrust: {
    title: 'Dieses Formular ist nicht sicher',
    heading: 'Füllen Sie dieses Formular nicht aus',
    text: 'Wir können nicht sicherstellen, dass nur Ihre Ansprechperson Ihre Angaben sieht. Deshalb fragt diese Seite nicht danach. Es wurde nichts gesendet. Informieren Sie Ihre Ansprechperson im Chat und bitten Sie um ein neues Formular.',
    'fingerprint-missing':
      'Dem Link fehlt der Teil, der zeigt, wer Ihre Angaben lesen kann. Vielleicht wurde er nicht vollständig kopiert.',
    'key-missing': 'Diesem Formular fehlt der Schlüssel Ihrer Ansprechperson.',
    'fingerprint-mismatch':
      'Ihre Ansprechperson hat dieses Formular so nicht gesendet. Der Schlüssel, die Fragen oder der Zweck wurden unterwegs geändert.',
  },
  unreachable: {
    title: 'Das Formular ist nicht erreichbar',
    heading: 'Das Formular ist gerade nicht erreichbar',
    text: 'Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
    busy: 'Wir erhalten gerade sehr viele Anfragen. Versuchen Sie es in einer Minute erneut.',
    again: 'Erneut versuchen',
  },
  unsupported: {
    title: 'Diese Seite kann das Formular nicht anzeigen',
    heading: 'Diese Seite kann das Formular nicht anzeigen',
    tooOld:
      'Dieser Browser ist zu alt. Aktualisieren Sie ihn oder öffnen Sie den Link in einem anderen Browser. Der Link funktioniert weiterhin.',
    insecure:
      'Die Verbindung zu dieser Seite ist nicht sicher. Öffnen Sie den Link noch einmal aus dem Chat. Er muss mit https beginnen.',
    failed:
      'Etwas ist schiefgelaufen. Laden Sie diese Seite neu oder öffnen Sie den Link in einem anderen Browser. Der Link funktioniert weiterhin.',
    failedOpened:
      'Etwas ist schiefgelaufen. Laden Sie diese Seite neu. Wenn das nicht hilft, bitten Sie Ihre Ansprechperson, das Formular erneut zu senden.',
    reload: 'Seite neu laden',
  },
}
