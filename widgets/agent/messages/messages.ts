/** Every message of the panel. A language is one file of this shape; the texts of forms are the templates'. */
import type { FormStep } from '../forms/form-step.ts'

export interface Messages {
  readonly title: string
  readonly starting: string

  /** The button that opens the list of forms. */
  readonly sendForm: string
  readonly search: string
  /** The number of forms that the search found. No word of it may depend on the number. */
  readonly found: (count: number) => string
  readonly noForms: string
  readonly templatesUnreachable: string
  readonly language: string
  /** The heading of the form as the visitor sees it. */
  readonly preview: string
  /** After the label of a question. This and the next four texts are those of the visitor's page, for the preview of a form. */
  readonly optional: string
  /** The last choice of a question that need not be answered. */
  readonly noAnswer: string
  readonly dateHint: (example: string) => string
  readonly expiryHint: (example: string) => string
  readonly offTheRecord: string
  readonly send: string

  readonly listHeading: string
  readonly nothingSent: string
  /** The steps of a form. `filling` has its own message. */
  readonly steps: Readonly<Record<Exclude<FormStep, 'filling'>, string>>
  readonly filling: (done: number, asked: number) => string
  readonly sentAt: (time: string) => string
  readonly completes: string
  readonly byColleague: (agentId: string) => string
  /** `questions` is a list of labels. No word may depend on their number. */
  readonly keyElsewhere: (questions: string) => string
  /** What the agent can do about it before the answers arrive, and after that. */
  readonly keyLostSendAgain: string
  readonly keyLostAskAgain: string
  /** Instead of `keyElsewhere`, if the other tab retrieved the answers before this panel was opened. `questions` as above. */
  readonly keyUsed: (questions: string) => string
  readonly keyUsedAskAgain: string

  readonly sendAgain: string
  readonly cancel: string
  readonly view: string
  readonly hideAnswers: string
  /** Asks only the questions whose answers are no longer available. */
  readonly askAgainThis: string
  readonly askAgainThese: string
  readonly reveal: string
  readonly revealAll: string
  /** The same button after it was pressed: masks the answers. */
  readonly hideAgain: string
  readonly hide: string
  readonly copy: string
  readonly copyAll: string
  /** All answers, as what was copied. */
  readonly allAnswers: string
  readonly viewOnce: string
  readonly yes: string
  readonly no: string

  readonly notAnswered: string
  readonly sealedHere: string
  readonly openedOnce: string
  readonly forgotten: string
  readonly gone: string
  readonly cannotOpen: string
  readonly copied: string
  /** Shown once, with the first copied answer. */
  readonly clipboardNote: string
  readonly copyRefused: string
  readonly wasSentAgain: string
  readonly sendingUnclear: string

  /** The template was changed after the agent chose it. */
  readonly templateChanged: string
  readonly conflict: string
  readonly tooMany: string
  readonly refused: string
  readonly unreachable: string
  readonly notPermitted: string
  readonly noLonger: string
  readonly over: string
  readonly transferred: string
  readonly overOrTransferred: string

  readonly live: string
  readonly connecting: string
  readonly withoutPush: string
  /** The setting for a sound. */
  readonly sound: string

  /** `left` is a time in the panel's language, such as `2 minutes`. */
  readonly idleWarning: (left: string) => string
  readonly stay: string
  readonly signedOutIdle: string
  readonly signedOut: string
  readonly noToken: string
  readonly signInAgain: string
  readonly lookAgain: string
  readonly notFramed: string

  /** What the form is for: the fields of its context. Purpose, amount and reference are called as on the visitor's page. */
  readonly details: {
    readonly add: string
    readonly hint: string
    readonly purpose: string
    readonly amount: string
    readonly currency: string
    readonly reference: string
    readonly chooseCurrency: string
    readonly amountFormat: (example: string) => string
    readonly tooLong: (count: number) => string
    readonly noCardNumber: string
    /** The reference has characters beyond ASCII. */
    readonly referenceCharacters: string
  }
  /** Before the number that is also on the visitor's receipt. */
  readonly receiptNumber: string
}
