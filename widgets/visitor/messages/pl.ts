import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/** Worded without a gender, as Polish forms are. */
export const messages: Messages = {
  opening: 'Otwieranie formularza…',
  from: (site) => `Bezpieczny formularz od ${site}`,
  formTitle: (form, site) => `${form}: bezpieczny formularz od ${site}`,
  start: {
    title: (site) => `Bezpieczny formularz: ${site}`,
    heading: (site) => `Otrzymali Państwo bezpieczny formularz: ${site}`,
    text: 'Odpowiedzi może przeczytać tylko konsultant, który wysłał formularz. Nie pojawią się na czacie.',
    oneBrowser: 'Formularz można otworzyć tylko w jednej przeglądarce. Prosimy użyć tej, w której zostanie wypełniony.',
    open: 'Otwórz formularz',
  },
  errorTitle: (title) => `Błąd: ${title}`,
  error: 'Błąd: ',
  field: {
    optional: '(nieobowiązkowe)',
    show: 'Pokaż',
    hide: 'Ukryj',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Proszę wybrać…',
    noAnswer: 'Bez odpowiedzi',
    yes: 'Tak',
    no: 'Nie',
    day: 'Dzień',
    month: 'Miesiąc',
    year: 'Rok',
    dateHint: (example) => `Na przykład ${example}`,
    expiryHint: (example) => `Miesiąc i rok, na przykład ${example}`,
    upTo: plural('pl', {
      one: 'Najwyżej # znak',
      few: 'Najwyżej # znaki',
      many: 'Najwyżej # znaków',
      other: 'Najwyżej # znaku',
    }),
    cardBrand: (brand) => `Karta: ${brand}`,
    offTheRecord: 'Nigdy nie jest przechowywane. Może to zobaczyć tylko konsultant, jeden raz.',
  },
  errors: {
    fillIn: (question) => `Proszę wypełnić: ${question}`,
    choose: (question) => `Proszę wybrać odpowiedź: ${question}`,
    chooseOne: (question) => `Proszę wybrać jedną z odpowiedzi: ${question}`,
    symbol: (symbol) => `Proszę usunąć ten znak: ${symbol}`,
    characters: 'Proszę usunąć znaki, które są tu niedozwolone',
    longer: 'Proszę wpisać więcej znaków',
    shorter: 'Proszę wpisać mniej znaków',
    atLeast: plural('pl', {
      one: 'Proszę wpisać co najmniej # znak',
      few: 'Proszę wpisać co najmniej # znaki',
      many: 'Proszę wpisać co najmniej # znaków',
      other: 'Proszę wpisać co najmniej # znaku',
    }),
    atMost: plural('pl', {
      one: 'Proszę wpisać najwyżej # znak',
      few: 'Proszę wpisać najwyżej # znaki',
      many: 'Proszę wpisać najwyżej # znaków',
      other: 'Proszę wpisać najwyżej # znaku',
    }),
    tooLongTogether: (question) =>
      `Proszę skrócić tę odpowiedź: ${question}. Wszystkie odpowiedzi razem są zbyt długie, aby je wysłać`,
    cardNumber: {
      missing: 'Proszę wpisać numer karty',
      format: 'Proszę wpisać numer karty, używając tylko cyfr',
      length: 'Proszę sprawdzić numer karty. Powinien mieć od 12 do 19 cyfr',
      checksum: 'Proszę sprawdzić numer karty. Wygląda na błędny',
    },
    cardExpiry: {
      missing: (example) => `Proszę wpisać datę ważności karty, na przykład ${example}`,
      format: (example) => `Proszę wpisać miesiąc i rok, na przykład ${example}`,
      month: 'Proszę sprawdzić miesiąc. Powinien być od 01 do 12',
      past: 'Ta karta straciła ważność. Proszę sprawdzić datę lub użyć innej karty',
    },
    cardCode: {
      missing: 'Proszę wpisać kod bezpieczeństwa karty',
      format: 'Proszę wpisać kod bezpieczeństwa, używając tylko cyfr',
      length: 'Proszę sprawdzić kod bezpieczeństwa. Ma 3 cyfry, a na kartach American Express 4',
      digits: plural('pl', {
        one: 'Proszę sprawdzić kod bezpieczeństwa. Na tej karcie ma # cyfrę',
        few: 'Proszę sprawdzić kod bezpieczeństwa. Na tej karcie ma # cyfry',
        many: 'Proszę sprawdzić kod bezpieczeństwa. Na tej karcie ma # cyfr',
        other: 'Proszę sprawdzić kod bezpieczeństwa. Na tej karcie ma # cyfry',
      }),
    },
    pin: {
      missing: 'Proszę wpisać PIN',
      format: 'Proszę wpisać PIN, używając tylko cyfr',
      length: 'Proszę wpisać PIN z 4–12 cyfr',
    },
    email: {
      missing: 'Proszę wpisać adres e-mail',
      format: 'Proszę wpisać adres e-mail, na przykład imie@example.com',
      length: 'Proszę wpisać krótszy adres e-mail',
    },
    phone: {
      missing: 'Proszę wpisać numer telefonu',
      format: 'Proszę wpisać numer telefonu, na przykład +48 22 123 45 67',
      length: 'Proszę sprawdzić numer telefonu. Powinien mieć od 4 do 15 cyfr',
    },
    date: {
      missing: (example) => `Proszę wpisać datę, na przykład ${example}`,
      format: (example) => `Proszę wpisać prawdziwą datę, na przykład ${example}`,
      year: 'Proszę wpisać rok za pomocą 4 cyfr',
      from: (date) => `Proszę wpisać tę lub późniejszą datę: ${date}`,
      until: (date) => `Proszę wpisać tę lub wcześniejszą datę: ${date}`,
      fromToday: 'Proszę wpisać dzisiejszą lub późniejszą datę',
      untilToday: 'Proszę wpisać dzisiejszą lub wcześniejszą datę',
    },
    number: (example) => `Proszę wpisać liczbę, na przykład ${example}`,
    iban: {
      format: 'Proszę wpisać IBAN, na przykład PL61 1090 1014 0000 0712 1981 2874',
      length: 'Proszę sprawdzić IBAN. Powinien mieć od 15 do 34 liter i cyfr',
      checksum: 'Proszę sprawdzić IBAN. Wygląda na błędny',
    },
    nationalId: {
      format: 'Proszę używać tylko liter, cyfr, spacji i znaków . / - + ( )',
      length: 'Proszę wpisać od 4 do 32 znaków',
    },
  },
  fillIn: {
    review: 'Sprawdź',
    decline: 'Odmów',
    problem: 'Coś trzeba poprawić',
    keepOpen: 'Prosimy nie zamykać tej strony do czasu wysłania formularza. Ta przeglądarka nie otworzy go ponownie.',
    notTaken: 'Nie możemy przyjąć tych odpowiedzi. Prosimy zwrócić się do konsultanta na czacie o pomoc.',
    offline: 'Brak połączenia z internetem. Odpowiedzi zostają na tej stronie. Można je wysłać, gdy połączenie wróci.',
    onlineAgain: 'Połączenie z internetem wróciło.',
  },
  review: {
    heading: 'Proszę sprawdzić odpowiedzi',
    change: 'Zmień',
    goesTo: (site) =>
      `Odpowiedzi może przeczytać tylko konsultant, który wysłał Państwu ten formularz (${site}). Nie pojawią się na czacie.`,
    send: 'Wyślij',
    back: 'Wstecz',
    notAnswered: 'Bez odpowiedzi',
    sealed: '•••• Może to zobaczyć tylko konsultant',
    sending: 'Wysyłanie…',
    notArrived: 'Odpowiedzi nie zostały jeszcze wysłane. Prosimy spróbować ponownie.',
    later:
      'Odpowiedzi nie zostały jeszcze wysłane. Mamy teraz duży ruch. Prosimy odczekać minutę i spróbować ponownie.',
    unknown:
      'Nie wiemy jeszcze, czy odpowiedzi zostały wysłane. Prosimy nie zamykać tej strony, dopóki to sprawdzamy. Można też spróbować ponownie: odpowiedzi nigdy nie są wysyłane dwa razy.',
  },
  context: { purpose: 'Cel', amount: 'Kwota', reference: 'Numer referencyjny' },
  receipt: {
    title: (site) => `Wysłano: ${site}`,
    heading: (site) => `Odpowiedzi zostały wysłane: ${site}`,
    inChat: 'Można kontynuować czat.',
    onPage: 'Można zamknąć tę stronę i wrócić do czatu.',
    to: 'Odbiorca',
    toWhom: (site) =>
      `Konsultant, który wysłał Państwu ten formularz (${site}). Nikt inny na czacie nie może przeczytać odpowiedzi.`,
    when: 'Data i godzina',
    number: 'Numer potwierdzenia',
    print: 'Drukuj lub zapisz',
  },
  declineDialog: {
    title: 'Odmówić wypełnienia tego formularza?',
    text: (site) => `Nic z wpisanych danych nie zostanie wysłane. Konsultant zobaczy odmowę (${site}).`,
    yes: 'Odmów wypełnienia',
    no: 'Wróć',
    failed: 'Nie udało się odmówić. Prosimy spróbować ponownie.',
  },
  declined: {
    title: 'Odmówiono wypełnienia',
    heading: 'Odmówili Państwo wypełnienia tego formularza',
    text: (site) =>
      `Nic nie zostało wysłane (${site}). W razie zmiany zdania prosimy zwrócić się do konsultanta na czacie o ponowne wysłanie formularza.`,
  },
  moreTime: {
    title: 'Czy potrzebują Państwo więcej czasu?',
    text: 'Ten formularz zamknie się za około dwie minuty, aby chronić odpowiedzi.',
    soon: 'Ten formularz wkrótce się zamknie, aby chronić odpowiedzi.',
    yes: 'Potrzebuję więcej czasu',
    no: 'Zamknij formularz',
    given: 'Mają Państwo teraz więcej czasu.',
    unreachable: 'Nie udało się przedłużyć czasu. Prosimy spróbować ponownie.',
    longest: 'Ten formularz nie może być dłużej otwarty. Prosimy wysłać go teraz.',
  },
  ended: {
    cancelled: 'Konsultant anulował ten formularz.',
    closed: 'Czat się zakończył, więc ten formularz jest zamknięty.',
    expired: 'Ten formularz wygasł.',
    unknown: 'Ten formularz nie jest już otwarty.',
    kept: 'Wpisane dane można kopiować do czasu opuszczenia tej strony. Odpowiedzi, które nigdy nie są przechowywane, zostały usunięte.',
    askAgain: 'Prosimy zwrócić się do konsultanta na czacie o ponowne wysłanie formularza.',
    newChat: 'Jeśli formularz jest nadal potrzebny, prosimy rozpocząć nowy czat.',
  },
  notAvailable: {
    title: 'Ten formularz jest niedostępny',
    heading: 'Ten formularz jest tu niedostępny',
    text: 'Formularz można otworzyć tylko w jednej przeglądarce i przez ograniczony czas. Być może otwarto go w innej przeglądarce, wygasł albo czat się zakończył.',
    ask: 'Prosimy zwrócić się do konsultanta na czacie o ponowne wysłanie formularza.',
  },
  damagedLink: {
    title: 'Ten link jest niepełny',
    heading: 'Ten link jest niepełny',
    text: 'Prosimy ponownie otworzyć link z czatu lub skopiować go w całości.',
  },
  distrust: {
    title: 'Ten formularz nie jest bezpieczny',
    heading: 'Prosimy nie wypełniać tego formularza',
    text: 'Nie mamy pewności, że odpowiedzi zobaczyłby tylko konsultant, dlatego ta strona o nie nie pyta. Nic nie zostało wysłane. Prosimy powiadomić konsultanta na czacie i poprosić o nowy formularz.',
    'fingerprint-missing':
      'W linku brakuje części, która pokazuje, kto może przeczytać odpowiedzi. Być może została ucięta podczas kopiowania.',
    'key-missing': 'W tym formularzu brakuje klucza konsultanta.',
    'fingerprint-mismatch':
      'To nie jest formularz wysłany przez konsultanta. Jego klucz, pytania lub cel zmieniono po drodze.',
  },
  unreachable: {
    title: 'Nie można połączyć się z formularzem',
    heading: 'Nie można teraz połączyć się z formularzem',
    text: 'Prosimy sprawdzić połączenie z internetem i spróbować ponownie.',
    busy: 'Mamy teraz duży ruch. Prosimy odczekać minutę i spróbować ponownie.',
    again: 'Spróbuj ponownie',
  },
  unsupported: {
    title: 'Ta strona nie może wyświetlić formularza',
    heading: 'Ta strona nie może wyświetlić formularza',
    tooOld:
      'Ta przeglądarka jest zbyt stara. Prosimy ją zaktualizować lub otworzyć link w innej przeglądarce. Link nadal działa.',
    insecure:
      'Połączenie z tą stroną nie jest bezpieczne. Prosimy ponownie otworzyć link z czatu. Adres musi zaczynać się od https.',
    failed:
      'Coś poszło nie tak. Prosimy odświeżyć tę stronę lub otworzyć link w innej przeglądarce. Link nadal działa.',
    failedOpened:
      'Coś poszło nie tak. Prosimy odświeżyć tę stronę. Jeśli to nie pomoże, prosimy zwrócić się do konsultanta o ponowne wysłanie formularza.',
    reload: 'Odśwież tę stronę',
  },
}
