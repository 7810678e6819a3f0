import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Sichere Formulare',
  starting: 'Die Formulare dieses Chats werden geholt…',

  sendHeading: 'Formular senden',
  search: 'Formulare suchen',
  found: (count) => `Gefundene Formulare: ${count}`,
  noForms: 'Diese Site hat noch keine Formulare.',
  templatesUnreachable: 'Die Formulare zur Auswahl sind gerade nicht erreichbar.',
  language: 'Sprache des Formulars',
  willAsk: (count) => `Was gefragt wird (${count})`,
  optional: 'freiwillig',
  offTheRecord: 'vertraulich, wird nirgends gespeichert',
  send: 'Senden',

  listHeading: 'Formulare dieses Chats',
  nothingSent: 'Es wurde noch nichts gesendet.',
  status: {
    sent: 'Gesendet. Noch nicht geöffnet.',
    opened: 'Geöffnet.',
    submitted: 'Eingereicht.',
    retrieved: 'Gesehen.',
    declined: 'Abgelehnt: möchte nicht ausfüllen.',
    cancelled: 'Zurückgezogen. Der Link ist tot.',
    expired: 'Abgelaufen, bevor es eingereicht wurde.',
  },
  filling: (done, asked) => `Wird ausgefüllt: ${done} von ${asked}.`,
  arrived: 'Eingereicht. Die Antworten sind da, nur für Sie.',
  sentAt: (time) => `Gesendet: ${time}`,
  completes: 'ergänzt ein früheres Formular',
  byColleague: (agentId) =>
    `Von jemand anderem im Team gesendet (${agentId}). Nur diese Person kann die Antworten sehen.`,

  sendAgain: 'Erneut senden',
  cancel: 'Zurückziehen',
  read: 'Antworten lesen',
  show: 'Antworten zeigen',
  putAway: 'Weglegen',
  askAgainThis: 'Nur diese Frage erneut senden',
  askAgainThese: 'Nur diese Fragen erneut senden',
  reveal: 'Aufdecken',
  hide: 'Verbergen',
  copy: 'Kopieren',
  open: 'Einmal öffnen',
  yes: 'Ja',
  no: 'Nein',

  notAnswered: 'Nicht beantwortet',
  sealedHere: 'Für diesen Tab versiegelt. Lässt sich einmal öffnen.',
  openedOnce:
    'Dieses eine Mal mit dem Schlüssel dieses Tabs geöffnet. Die Antwort ist nirgends gespeichert, und diese Seite vergisst sie nach einer Minute.',
  forgotten: 'Vergessen, wie versprochen.',
  gone: 'Nicht mehr da: Das wird nur einmal ausgehändigt und nirgends gespeichert.',
  cannotOpen: 'Das wurde nicht für diesen Tab versiegelt und bleibt verschlossen.',
  copied: (label) =>
    `Kopiert: ${label}. Programme auf diesem Computer können die Zwischenablage lesen, und diese Seite kann sie nicht für Sie leeren. Kopieren Sie danach etwas anderes.`,
  copyRefused: 'Der Browser hat das Kopieren nicht erlaubt. Decken Sie die Antwort auf und kopieren Sie sie von Hand.',
  keyGone:
    'Diese Seite wurde neu geladen oder abgemeldet und hat den Schlüssel für die vertraulichen Fragen nicht mehr. Senden Sie das Formular erneut: Nur dann können Sie alles lesen.',
  keyGoneSubmitted:
    'Diese Seite wurde neu geladen oder abgemeldet und hat den Schlüssel für die vertraulichen Fragen nicht mehr. Der Rest ist lesbar; senden Sie erneut, was fehlt.',
  wasSentAgain: 'Mit neuem Link erneut gesendet. Der frühere Link ist tot.',
  sendingUnclear:
    'Der Dienst hat nicht geantwortet; es ist nicht sicher, ob das Formular gesendet wurde. Steht es in der Liste, dann senden Sie es erneut oder ziehen Sie es zurück.',

  templateChanged:
    'Dieses Formular wurde inzwischen geändert; es wurde nichts gesendet. Prüfen Sie noch einmal, was gefragt wird, und senden Sie es dann.',
  conflict: 'Das Formular ist inzwischen weiter. Sehen Sie auf seinen Stand.',
  tooMany: 'Gerade ist zu viel los. Versuchen Sie es in einer Minute noch einmal.',
  refused: 'Der Dienst hat das nicht angenommen.',
  unreachable: 'Der Dienst ist gerade nicht erreichbar.',
  notPermitted: 'Ihr Profil erlaubt keine sicheren Formulare.',
  noLonger: 'Das ist nicht mehr verfügbar: Der Chat ist beendet, oder das Eingereichte wurde gelöscht.',
  over: 'Der Chat ist beendet. Es kann nichts mehr gesendet oder gelesen werden.',
  transferred:
    'Den Chat führt jetzt jemand anderes. Was Sie selbst gesendet haben, können Sie lesen, solange er dauert.',
  overOrTransferred: 'Der Chat ist beendet, oder jemand anderes führt ihn jetzt. Von hier kann nichts gesendet werden.',

  live: 'Live',
  connecting: 'Verbinden…',
  withoutPush: 'Keine Live-Verbindung. Diese Seite fragt stattdessen alle zehn Sekunden nach.',

  idleWarning: (left) => `Sie haben eine Weile nichts getan. Zeit bis zur Abmeldung: ${left}.`,
  stay: 'Angemeldet bleiben',
  signedOutIdle:
    'Sie wurden abgemeldet, weil eine Weile nichts getan wurde. Alle Antworten wurden von dieser Seite entfernt.',
  signedOut: 'Sie sind abgemeldet. Alle Antworten wurden von dieser Seite entfernt.',
  noToken: 'An der Oberfläche um dieses Panel ist niemand angemeldet.',
  signInAgain: 'Nach der Anmeldung weiter',
  lookAgain: 'Noch einmal nachsehen',
  notFramed: 'Dieses Panel arbeitet in Ihrem Agent-Desktop und zeigt allein nichts an.',

  details: {
    add: 'Details hinzufügen',
    hint: 'Diese Angaben sind über dem Formular zu sehen. Geben Sie keine personenbezogenen Daten ein.',
    purpose: 'Zweck',
    amount: 'Betrag',
    currency: 'Währung',
    reference: 'Referenz',
    chooseCurrency: 'Wählen Sie eine Währung aus',
    amountFormat: (example) => `Geben Sie einen Betrag ein, zum Beispiel ${example}`,
    tooLong: (count) => `Verwenden Sie höchstens ${count} Zeichen`,
    noCardNumber: 'Geben Sie hier keine Kartennummer ein',
    referenceCharacters: 'Verwenden Sie nur Buchstaben ohne Umlaute und Akzente, Ziffern und gängige Sonderzeichen',
  },
  receiptNumber: 'Bestätigungsnummer',
}
