import type { events as english } from './en.ts'

const names: typeof english.names = {
  'conversation-opened': 'Unterhaltung begonnen',
  'conversation-transferred': 'Unterhaltung übergeben',
  'conversation-closed': 'Unterhaltung beendet',
  'conversation-erased': 'Unterhaltung gelöscht',
  'form-sent': 'Formular gesendet',
  'form-resent': 'Formular erneut gesendet',
  'form-cancelled': 'Formular zurückgezogen',
  'form-opened': 'Formular geöffnet',
  'form-declined': 'Formular abgelehnt',
  'form-submitted': 'Formular abgeschickt',
  'retrieve-key-issued': 'Lesen der Antworten begonnen',
  'submission-retrieved': 'Antworten gelesen',
  'history-viewed': 'Gespeicherte Antworten angesehen',
  'submission-erased': 'Antworten gelöscht',
  'key-misused': 'Schlüssel für etwas anderes verwendet',
  'key-replayed': 'Schlüssel noch einmal verwendet',
  'integrity-failed': 'Gespeicherte Daten beschädigt oder verändert',
  'sign-in-failed': 'Anmeldung fehlgeschlagen',
  'operator-disabled': 'Person gesperrt',
  'operator-enabled': 'Person freigegeben oder Rolle geändert',
  'signed-out': 'Abgemeldet',
  'signed-out-idle': 'Wegen Inaktivität abgemeldet',
  'permission-refused': 'Verweigert: keine Berechtigung',
  'template-changed': 'Formularvorlage geändert',
  'site-changed': 'Einstellungen geändert',
}

export const events: typeof english = {
  heading: 'Sicherheitsereignisse',
  intro:
    'Was Personen und der Dienst getan haben, aus dem Prüfprotokoll. Beginnen Sie mit den letzten 24 Stunden, oder suchen Sie eine Unterhaltung. Die Einträge enthalten Kennungen, nie Antworten.',
  names,
  allEvents: 'Alle Ereignisse',
  modes: { by: 'Suchen nach', time: 'Zeit', conversation: 'Unterhaltung' },
  fields: {
    from: { label: 'Von (UTC)', hint: 'Beginn des Zeitraums.' },
    to: { label: 'Bis (UTC)', hint: 'Höchstens 31 Tage nach dem Beginn.' },
    person: { label: 'Person', hint: 'Optional. Zum Beispiel agent-7.' },
    event: { label: 'Ereignis', hint: 'Optional.' },
    conversation: { label: 'Unterhaltung', hint: 'Die Kennung aus Ihrem Chatsystem, zum Beispiel chat-4711.' },
  },
  badRange: (days) => `Geben Sie einen Beginn und ein späteres Ende ein, höchstens ${days} Tage auseinander`,
  columns: { at: 'Zeit', event: 'Ereignis', actor: 'Von', concerns: 'Betrifft', hash: 'Hash' },
  concerns: { subject: 'Für', conversation: 'Unterhaltung', form: 'Formular', submission: 'Einreichung' },
  actors: { agent: 'Person', visitor: 'Kunde/Kundin', 'chat-backend': 'Chatsystem', service: 'Sealform' },
  outcomes: {
    failed: 'fehlgeschlagen',
    'unknown-key': 'unbekannter Schlüssel',
    'expired-key': 'abgelaufener Schlüssel',
  },
  found: (count, hasMore) =>
    `${count} ${count === 1 ? 'Ereignis' : 'Ereignisse'}${hasMore ? '. Es gibt weitere.' : '.'}`,
  empty: 'Keine Ereignisse gefunden. Erweitern Sie den Zeitraum, oder entfernen Sie die Person oder das Ereignis.',
  notFound: 'Nicht gefunden. Prüfen Sie die Kennung: Es gibt hier keine solche Unterhaltung.',
  exportCsv: 'Als CSV exportieren',
  exported: (count) => `${count} ${count === 1 ? 'Ereignis' : 'Ereignisse'} exportiert.`,
  verify: 'Prüfen',
  verified: 'Geprüft',
  notVerified: 'Prüfung fehlgeschlagen',
  allVerified: (intact, linked, chains) =>
    `Geprüft. Alle ${intact} Einträge passen zu ihrem Hash, und ${linked} davon schließen an den angezeigten Eintrag davor an (Ketten: ${chains}).`,
  broken: (count) =>
    `${count} ${count === 1 ? 'Eintrag wurde' : 'Einträge wurden'} verändert oder ersetzt. Suchen Sie in der Liste nach „Prüfung fehlgeschlagen“, und melden Sie dies als Sicherheitsvorfall.`,
  verifyLimits:
    'Das beweist, dass kein angezeigter Eintrag verändert wurde. Es beweist nicht, dass die Liste vollständig ist. Vergleichen Sie dafür einen Export mit den Prüfpunkten:',
}
