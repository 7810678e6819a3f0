import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/** Worded without a gender, as Polish forms are. */
export const messages: Messages = {
  opening: 'Otwieranie formularza…',
  from: (site) => `Bezpieczny formularz od ${site}`,
  formTitle: (form, site) => `${form}: bezpieczny formularz od ${site}`,
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
    offTheRecord:
      'Bez zapisu: może to przeczytać tylko osoba, która wysłała Państwu ten formularz, w karcie przeglądarki, którą ma teraz otwartą. Odpowiedź nie jest nigdzie przechowywana.',
  },
  errors: {
    fillIn: (question) => `Proszę wypełnić: ${question}`,
    choose: (question) => `Proszę wybrać odpowiedź: ${question}`,
    chooseOne: (question) => `Proszę wybrać jedną z odpowiedzi: ${question}`,
    characters: 'Proszę sprawdzić tę odpowiedź: zawiera znaki, których nie można tu użyć',
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
      missing: 'Proszę wpisać długi numer z przodu karty',
      format: 'Proszę wpisać same cyfry; spacje i myślniki są dozwolone',
      length: 'Proszę wpisać wszystkie cyfry numeru karty: jest ich od 12 do 19',
      checksum: 'Proszę sprawdzić numer karty: jedna z cyfr wydaje się błędna',
    },
    cardExpiry: {
      missing: (example) => `Proszę wpisać miesiąc i rok ważności karty, na przykład ${example}`,
      format: (example) => `Proszę wpisać miesiąc i rok, na przykład ${example}`,
      past: 'Ta karta straciła ważność. Proszę użyć innej karty lub sprawdzić datę',
    },
    cardCode: {
      missing: 'Proszę wpisać 3- lub 4-cyfrowy kod zabezpieczający karty',
      format: 'Proszę wpisać 3 lub 4 cyfry kodu zabezpieczającego, bez liter',
      length: 'Proszę wpisać wszystkie cyfry kodu zabezpieczającego: 3, a na kartach American Express 4',
    },
    pin: { format: 'Proszę wpisać same cyfry', length: 'Proszę wpisać PIN mający od 4 do 12 cyfr' },
    email: {
      missing: 'Proszę wpisać swój adres e-mail',
      format: 'Proszę wpisać adres e-mail w formacie nazwa@example.com',
      length: 'Proszę wpisać krótszy adres e-mail',
    },
    phone: {
      missing: 'Proszę wpisać swój numer telefonu',
      format: 'Proszę wpisać numer telefonu cyframi, na przykład +48 22 123 45 67',
      length: 'Proszę wpisać cały numer telefonu: od 4 do 15 cyfr',
    },
    date: (example) => `Proszę wpisać istniejącą datę: dzień, miesiąc i rok, na przykład ${example}`,
    number: (example) => `Proszę wpisać liczbę cyframi, na przykład ${example}`,
    iban: {
      format: 'Proszę wpisać IBAN: dwie litery, a potem cyfry i litery, na przykład PL61 1090 1014 0000 0712 1981 2874',
      length: 'Proszę wpisać cały IBAN: od 15 do 34 cyfr i liter',
      checksum: 'Proszę sprawdzić IBAN: jeden ze znaków wydaje się błędny',
    },
    nationalId: {
      format: 'Można użyć tylko liter, cyfr, spacji, kropek, ukośników, myślników, plusów i nawiasów',
      length: 'Proszę wpisać cały numer: od 4 do 32 znaków',
    },
  },
  fillIn: {
    review: 'Sprawdź',
    decline: 'Wolę nie odpowiadać',
    problem: 'Coś wymaga poprawy',
    keepOpen:
      'Proszę nie zamykać tej strony do chwili wysłania formularza: przeglądarka niczego z niego nie zapamiętuje.',
    notTaken: 'Usługa nie przyjęła tych odpowiedzi. Proszę zapytać konsultanta na czacie.',
    offline:
      'Brak połączenia. Wpisane odpowiedzi pozostają na tej stronie i będzie można je wysłać, gdy połączenie wróci.',
    onlineAgain: 'Połączenie wróciło.',
  },
  review: {
    heading: 'Proszę sprawdzić odpowiedzi',
    change: 'Zmień',
    goesTo: (site) => `Odpowiedzi trafią do konsultanta ${site}, który wysłał ten formularz, a nie na czat.`,
    send: 'Wyślij',
    back: 'Wstecz',
    notAnswered: 'Bez odpowiedzi',
    sealed: '•••• zapieczętowane dla konsultanta',
    sending: 'Wysyłanie…',
    notArrived: 'Odpowiedzi nie dotarły. Nic nie przepadło: proszę nacisnąć przycisk jeszcze raz.',
    later:
      'Odpowiedzi nie dotarły: usługa jest teraz bardzo obciążona. Proszę odczekać minutę i nacisnąć przycisk jeszcze raz.',
    unknown:
      'Nie wiadomo jeszcze, czy odpowiedzi dotarły, ponieważ nie można połączyć się z usługą. Proszę nie zamykać tej strony: będzie pytać dalej. Można też nacisnąć przycisk jeszcze raz: odpowiedzi nie mogą dotrzeć dwukrotnie.',
  },
  receipt: {
    title: (site) => `Wysłano do ${site}`,
    heading: (site) => `Odpowiedzi wysłano do ${site}`,
    text: 'Dotarły bezpiecznie. Można zamknąć ten formularz i wrócić do rozmowy.',
    to: 'Wysłano do',
    toWhom: (site) => `Konsultant ${site}, który wysłał ten formularz. Nikt inny na czacie nie może go przeczytać.`,
    when: 'Kiedy',
    reference: 'Numer referencyjny',
  },
  declineDialog: {
    title: 'Nie wypełniać tego formularza?',
    text: (site) =>
      `Nic z wpisanych odpowiedzi nie zostanie wysłane, a konsultant ${site} dowie się, że wolą Państwo nie odpowiadać.`,
    yes: 'Tak, wolę nie odpowiadać',
    no: 'Wróć do formularza',
    failed: 'Nie udało się powiadomić konsultanta. Proszę spróbować ponownie.',
  },
  declined: {
    title: 'Nie wypełniono',
    heading: 'Formularz nie został wypełniony',
    text: (site) =>
      `Do ${site} nic nie wysłano i konsultant o tym wie. W razie zmiany zdania proszę poprosić na czacie o ponowne wysłanie formularza.`,
  },
  moreTime: {
    title: 'Czy potrzeba więcej czasu?',
    text: 'Ten formularz zamknie się za około dwie minuty, aby chronić wpisane odpowiedzi.',
    soon: 'Ten formularz za chwilę się zamknie, aby chronić wpisane odpowiedzi.',
    yes: 'Tak, potrzebuję więcej czasu',
    no: 'Nie',
    given: 'Czas został przedłużony.',
    unreachable: 'Nie można teraz połączyć się z usługą. Proszę spróbować ponownie.',
    longest: 'Formularz nie może być otwarty dłużej. Proszę wysłać go teraz.',
  },
  ended: {
    cancelled: 'Konsultant anulował ten formularz.',
    closed: 'Czat się zakończył, dlatego formularz został zamknięty.',
    expired: 'Ten formularz został zamknięty, ponieważ upłynął jego czas.',
    unknown: 'Ten formularz został zamknięty.',
    kept: 'Wpisane odpowiedzi pozostają tu do opuszczenia strony, oprócz tych, które nie są zapisywane.',
    askAgain: 'Proszę poprosić konsultanta na czacie o ponowne wysłanie formularza.',
    newChat: 'Jeśli formularz jest nadal potrzebny, proszę rozpocząć nowy czat.',
  },
  notAvailable: {
    title: 'Ten formularz jest niedostępny',
    heading: 'Ten formularz nie jest tu dostępny',
    text: 'Formularz otwiera się tylko w jednej przeglądarce i tylko przez pewien czas. Być może został otwarty w innej, minęło zbyt wiele czasu albo rozmowa się zakończyła.',
    ask: 'Proszę poprosić konsultanta na czacie o ponowne wysłanie.',
  },
  damagedLink: {
    title: 'Ten link jest niepełny',
    heading: 'Ten link jest niepełny',
    text: 'Bezpieczne formularze otwierają się tylko z całym linkiem z czatu. Proszę nacisnąć go tam albo skopiować w całości.',
  },
  distrust: {
    title: 'Ten formularz nie jest bezpieczny',
    heading: 'Proszę nie wypełniać tego formularza',
    text: 'Dlatego ta strona nie może zapewnić, że odpowiedzi mógłby przeczytać tylko konsultant, i o nie nie prosi. Nic nie zostało wysłane. Proszę zgłosić to na czacie i poprosić o nowy formularz.',
    'fingerprint-missing':
      'W linku brakuje części, która dowodzi, kto może przeczytać odpowiedzi. Być może została ucięta przy kopiowaniu.',
    'key-missing': 'W formularzu brakuje klucza, który konsultant dla niego utworzył.',
    'fingerprint-mismatch':
      'To nie jest formularz wysłany przez konsultanta: po drodze zmieniono jego klucz, pytania lub cel.',
  },
  unreachable: {
    title: 'Formularz jest nieosiągalny',
    heading: 'Formularz jest teraz nieosiągalny',
    text: 'Być może połączenie zostało przerwane. Nic nie zostało zużyte: można spróbować ponownie.',
    busy: 'Usługa jest teraz bardzo obciążona. Nic nie zostało zużyte: proszę odczekać minutę i spróbować ponownie.',
    again: 'Spróbuj ponownie',
  },
}
