import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Bezpieczne formularze',
  starting: 'Pobieranie formularzy tej rozmowy…',

  sendHeading: 'Wyślij formularz',
  search: 'Szukaj formularzy',
  found: (count) => `Znalezione formularze: ${count}`,
  noForms: 'Ta witryna nie ma jeszcze formularzy.',
  templatesUnreachable: 'Lista formularzy jest teraz niedostępna.',
  language: 'Język formularza',
  willAsk: (count) => `O co pyta (${count})`,
  optional: 'nieobowiązkowe',
  offTheRecord: 'poufne, nigdzie nie zapisywane',
  send: 'Wyślij',

  listHeading: 'Formularze tej rozmowy',
  nothingSent: 'Nic jeszcze nie wysłano.',
  status: {
    sent: 'Wysłano. Jeszcze nie otwarto.',
    opened: 'Otwarto.',
    submitted: 'Przesłano odpowiedzi.',
    retrieved: 'Odczytano.',
    declined: 'Osoba woli nie odpowiadać.',
    cancelled: 'Anulowano. Link już nie działa.',
    expired: 'Wygasł przed przesłaniem.',
  },
  filling: (done, asked) => `Wypełnianie: ${done} z ${asked}.`,
  arrived: 'Przesłano. Odpowiedzi są tutaj, tylko dla Ciebie.',
  sentAt: (time) => `Wysłano: ${time}`,
  completes: 'uzupełnia wcześniejszy formularz',
  byColleague: (agentId) => `Wysłała inna osoba z zespołu (${agentId}). Tylko ona może zobaczyć odpowiedzi.`,

  sendAgain: 'Wyślij ponownie',
  cancel: 'Anuluj',
  read: 'Odczytaj odpowiedzi',
  show: 'Pokaż odpowiedzi',
  putAway: 'Odłóż',
  askAgainThis: 'Wyślij ponownie tylko to pytanie',
  askAgainThese: 'Wyślij ponownie tylko te pytania',
  reveal: 'Odsłoń',
  hide: 'Ukryj',
  copy: 'Kopiuj',
  open: 'Otwórz raz',
  yes: 'Tak',
  no: 'Nie',

  notAnswered: 'Bez odpowiedzi',
  sealedHere: 'Zapieczętowane dla tej karty. Otwiera się raz.',
  openedOnce:
    'Otwarto ten jeden raz kluczem tej karty. Odpowiedź nie jest nigdzie przechowywana, a ta strona zapomni ją po minucie.',
  forgotten: 'Zapomniane, zgodnie z obietnicą.',
  gone: 'Już nie istnieje: wydaje się to raz i nigdzie nie przechowuje.',
  cannotOpen: 'Nie zapieczętowano tego dla tej karty i pozostaje zamknięte.',
  copied: (label) =>
    `Skopiowano: ${label}. Programy na tym komputerze mogą czytać schowek, a ta strona nie może go za Ciebie opróżnić. Na koniec skopiuj coś innego.`,
  copyRefused: 'Przeglądarka nie pozwoliła kopiować. Odsłoń odpowiedź i skopiuj ją ręcznie.',
  keyGone:
    'Strona została wczytana ponownie lub wylogowana i nie ma już klucza do poufnych odpowiedzi. Wyślij formularz ponownie: tylko wtedy odczytasz wszystko.',
  keyGoneSubmitted:
    'Strona została wczytana ponownie lub wylogowana i nie ma już klucza do poufnych odpowiedzi. Resztę można odczytać; wyślij ponownie to, czego brakuje.',
  wasSentAgain: 'Wysłano ponownie z nowym linkiem. Poprzedni już nie działa.',
  sendingUnclear:
    'Usługa nie odpowiedziała, więc nie ma pewności, że formularz wysłano. Jeśli jest na liście, wyślij go ponownie lub anuluj.',

  templateChanged:
    'Ten formularz zmieniono w międzyczasie i nic nie wysłano. Sprawdź ponownie, o co pyta, a potem go wyślij.',
  conflict: 'Formularz zmienił w międzyczasie stan. Sprawdź go.',
  tooMany: 'Zbyt wiele żądań w tej chwili. Poczekaj minutę i spróbuj ponownie.',
  refused: 'Usługa tego nie przyjęła.',
  unreachable: 'Usługa jest teraz nieosiągalna.',
  notPermitted: 'Twój profil nie pozwala na bezpieczne formularze.',
  noLonger: 'To już niedostępne: rozmowa się skończyła albo przesłane dane usunięto.',
  over: 'Rozmowa się skończyła. Nic już nie można wysłać ani odczytać.',
  transferred: 'Rozmowę prowadzi teraz inna osoba. To, co wysłano stąd, możesz czytać, dopóki rozmowa trwa.',
  overOrTransferred: 'Rozmowa się skończyła albo prowadzi ją teraz inna osoba. Stąd nic nie można wysłać.',

  live: 'Na żywo',
  connecting: 'Łączenie…',
  withoutPush: 'Brak połączenia na żywo. Ta strona pyta co dziesięć sekund.',

  idleWarning: (left) => `Od pewnego czasu nic się nie dzieje. Czas do wylogowania: ${left}.`,
  stay: 'Pozostań w sesji',
  signedOutIdle: 'Nastąpiło wylogowanie z powodu bezczynności. Wszystkie odpowiedzi usunięto z tej strony.',
  signedOut: 'Sesja jest zakończona. Wszystkie odpowiedzi usunięto z tej strony.',
  noToken: 'W aplikacji wokół tego panelu nikt nie jest zalogowany.',
  signInAgain: 'Kontynuuj po zalogowaniu',
  lookAgain: 'Sprawdź ponownie',
  notFramed: 'Ten panel działa w aplikacji agenta i sam niczego nie pokazuje.',
}
