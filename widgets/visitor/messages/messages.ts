/**
 * Every message of the visitor's page. A language is one file of this shape, so a missing message does not compile.
 * Names of forms, sites and questions come in as they are to be shown; numbers go through the language's own plural rules.
 */
import type { FormEnding } from '../../../contracts/visitor-form.ts'
import type { LoadedMessages } from '../../shared/load-messages.ts'
import type { DistrustReason } from '../../shared/trust-form.ts'

type Count = (count: number) => string

/** How to put an answer right, for each kind of it. A sentence never holds the answer. */
export interface ErrorMessages {
  /** Nothing was answered. */
  readonly fillIn: (question: string) => string
  readonly choose: (question: string) => string
  readonly chooseOne: (question: string) => string
  readonly characters: string
  readonly longer: string
  readonly shorter: string
  readonly atLeast: Count
  readonly atMost: Count
  /** This answer makes all of them together too long. */
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
    readonly past: string
  }
  readonly cardCode: { readonly missing: string; readonly format: string; readonly length: string }
  readonly pin: { readonly format: string; readonly length: string }
  readonly email: { readonly missing: string; readonly format: string; readonly length: string }
  readonly phone: { readonly missing: string; readonly format: string; readonly length: string }
  readonly date: (example: string) => string
  readonly number: (example: string) => string
  readonly iban: { readonly format: string; readonly length: string; readonly checksum: string }
  readonly nationalId: { readonly format: string; readonly length: string }
}

export interface FieldMessages {
  readonly optional: string
  readonly show: string
  readonly hide: string
  /** What a button is about, behind what it does: `Show: Card number`. */
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
  /** Of the document, read first when the screen appears. */
  readonly title: string
  readonly heading: string
  readonly text: string
}

export interface Messages {
  readonly opening: string
  /** On top of every screen of a form. */
  readonly from: (site: string) => string
  readonly formTitle: (form: string, site: string) => string
  readonly errorTitle: (title: string) => string
  /** Before each error sentence, for screen readers. */
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
  readonly receipt: {
    readonly title: (site: string) => string
    readonly heading: (site: string) => string
    readonly text: string
    readonly to: string
    readonly toWhom: (site: string) => string
    readonly when: string
    readonly reference: string
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
    /** Instead of `text`, where it is less than two minutes. */
    readonly soon: string
    readonly yes: string
    readonly no: string
    readonly given: string
    readonly unreachable: string
    readonly longest: string
  }
  /** Whole sentences: how the form ended, what becomes of what was typed, and what the visitor can do. */
  readonly ended: Readonly<Record<Exclude<FormEnding, 'declined'>, string>> & {
    /** The service does not say how. */
    readonly unknown: string
    readonly kept: string
    readonly askAgain: string
    /** In place of `askAgain` when the chat has ended. */
    readonly newChat: string
  }
  readonly notAvailable: ScreenMessages & { readonly ask: string }
  readonly damagedLink: ScreenMessages
  readonly distrust: ScreenMessages & Readonly<Record<DistrustReason, string>>
  readonly unreachable: ScreenMessages & { readonly busy: string; readonly again: string }
}

/** The messages as one visitor reads them. */
export interface LocalisedMessages extends LoadedMessages<Messages> {
  /** BCP 47, with the region where it is known: in which numbers and dates are written. */
  readonly formatLocale: string
}
