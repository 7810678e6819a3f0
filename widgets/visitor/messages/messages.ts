/**
 * The messages of the visitor's page. Each language is one file of this type, so a missing message does not compile.
 * Names of forms, sites and questions are passed in as the page shows them. Counts use the plural rules of the language.
 */
import type { FormEnding } from '../../../contracts/visitor-form.ts'
import type { LoadedMessages } from '../../shared/load-messages.ts'
import type { DistrustReason } from '../../shared/trust-form.ts'

type Count = (count: number) => string

/** How to correct an answer, by question type. A message never contains the answer, except for one symbol of it. */
export interface ErrorMessages {
  /** The question has no answer. */
  readonly fillIn: (question: string) => string
  readonly choose: (question: string) => string
  readonly chooseOne: (question: string) => string
  /** Names the first symbol that is not allowed. */
  readonly symbol: (symbol: string) => string
  /** For a symbol that cannot be shown. */
  readonly characters: string
  readonly longer: string
  readonly shorter: string
  readonly atLeast: Count
  readonly atMost: Count
  /** This is the longest answer, and all answers together are too long. */
  readonly tooLongTogether: (question: string) => string
  readonly cardNumber: {
    readonly missing: string
    readonly format: string
    readonly length: string
    readonly checksum: string
  }
  readonly cardExpiry: {
    readonly missing: (example: string) => string
    readonly format: (example: string) => string
    readonly month: string
    readonly past: string
  }
  readonly cardCode: {
    readonly missing: string
    readonly format: string
    /** The brand of the card is unknown. */
    readonly length: string
    /** The number of digits on a card of this brand: 3 or 4. */
    readonly digits: Count
  }
  readonly pin: { readonly missing: string; readonly format: string; readonly length: string }
  readonly email: { readonly missing: string; readonly format: string; readonly length: string }
  readonly phone: { readonly missing: string; readonly format: string; readonly length: string }
  readonly date: {
    readonly missing: (example: string) => string
    readonly format: (example: string) => string
    readonly year: string
    /** `date` is the earliest date, as the visitor's language writes dates. */
    readonly from: (date: string) => string
    readonly until: (date: string) => string
    readonly fromToday: string
    readonly untilToday: string
  }
  readonly number: (example: string) => string
  readonly iban: { readonly format: string; readonly length: string; readonly checksum: string }
  readonly nationalId: { readonly format: string; readonly length: string }
}

export interface FieldMessages {
  readonly optional: string
  readonly show: string
  readonly hide: string
  /** The accessible name of a button: its action, then its question, for example `Show: Card number`. */
  readonly about: (action: string, question: string) => string
  readonly choose: string
  readonly noAnswer: string
  readonly yes: string
  readonly no: string
  readonly day: string
  readonly month: string
  readonly year: string
  readonly dateHint: (example: string) => string
  readonly expiryHint: (example: string) => string
  readonly upTo: Count
  readonly cardBrand: (brand: string) => string
  readonly offTheRecord: string
}

interface ScreenMessages {
  /** The title of the document. */
  readonly title: string
  readonly heading: string
  readonly text: string
}

export interface Messages {
  readonly opening: string
  /** At the top of each screen of a form. */
  readonly from: (site: string) => string
  readonly formTitle: (form: string, site: string) => string
  /** The first screen of a link that is opened by itself. */
  readonly start: {
    readonly title: (site: string) => string
    readonly heading: (site: string) => string
    readonly text: string
    readonly oneBrowser: string
    readonly open: string
  }
  readonly errorTitle: (title: string) => string
  /** Before each error message, for screen readers. */
  readonly error: string
  readonly field: FieldMessages
  readonly errors: ErrorMessages
  readonly fillIn: {
    readonly review: string
    readonly decline: string
    readonly problem: string
    readonly keepOpen: string
    readonly notTaken: string
    readonly offline: string
    readonly onlineAgain: string
  }
  readonly review: {
    readonly heading: string
    readonly change: string
    /** Before *Send*. */
    readonly goesTo: (site: string) => string
    readonly send: string
    readonly back: string
    readonly notAnswered: string
    readonly sealed: string
    readonly sending: string
    readonly notArrived: string
    readonly later: string
    readonly unknown: string
  }
  /** The labels of the form's context. */
  readonly context: { readonly purpose: string; readonly amount: string; readonly reference: string }
  readonly receipt: {
    readonly title: (site: string) => string
    readonly heading: (site: string) => string
    /** In a frame of the chat. */
    readonly inChat: string
    /** On a page of its own. */
    readonly onPage: string
    readonly to: string
    readonly toWhom: (site: string) => string
    readonly when: string
    readonly number: string
    readonly print: string
  }
  readonly declineDialog: {
    readonly title: string
    readonly text: (site: string) => string
    readonly yes: string
    readonly no: string
    readonly failed: string
  }
  readonly declined: { readonly title: string; readonly heading: string; readonly text: (site: string) => string }
  readonly moreTime: {
    readonly title: string
    readonly text: string
    /** Instead of `text` if less than two minutes are left. */
    readonly soon: string
    readonly yes: string
    readonly no: string
    readonly given: string
    readonly unreachable: string
    readonly longest: string
  }
  /** Complete sentences: how the form ended, what happens to the typed answers, and what the visitor can do. */
  readonly ended: Readonly<Record<Exclude<FormEnding, 'declined'>, string>> & {
    /** The service does not report how the form ended. */
    readonly unknown: string
    readonly kept: string
    readonly askAgain: string
    /** Instead of `askAgain` if the chat has ended. */
    readonly newChat: string
  }
  readonly notAvailable: ScreenMessages & { readonly ask: string }
  readonly damagedLink: ScreenMessages
  readonly distrust: ScreenMessages & Readonly<Record<DistrustReason, string>>
  readonly unreachable: ScreenMessages & { readonly busy: string; readonly again: string }
  /** The page cannot run in this browser, or has failed. */
  readonly unsupported: {
    readonly title: string
    readonly heading: string
    readonly tooOld: string
    readonly insecure: string
    /** An unexpected error before the form was opened. The link still works. */
    readonly failed: string
    /** An unexpected error after the form was opened. The link works only in this browser. */
    readonly failedOpened: string
    readonly reload: string
  }
}

/** The messages in the language of one visitor. */
export interface LocalisedMessages extends LoadedMessages<Messages> {
  /** The locale for numbers and dates: a BCP 47 tag, with a region if it is known. */
  readonly formatLocale: string
}
