/** Every message of the panel. A language is one file of this shape; the texts of forms are the templates'. */
import type { FormStatus } from '../../../contracts/form-view.ts'

export interface Messages {
  readonly title: string
  readonly starting: string

  readonly sendHeading: string
  readonly search: string
  /** How many forms the search left over. No word of it may depend on the number: it is any. */
  readonly found: (count: number) => string
  readonly noForms: string
  readonly templatesUnreachable: string
  readonly language: string
  /** The same. */
  readonly willAsk: (count: number) => string
  readonly optional: string
  readonly offTheRecord: string
  readonly send: string

  readonly listHeading: string
  readonly nothingSent: string
  readonly status: Readonly<Record<FormStatus, string>>
  readonly filling: (done: number, asked: number) => string
  /** Submitted and held in this tab, not looked at yet. */
  readonly arrived: string
  readonly sentAt: (time: string) => string
  readonly completes: string
  readonly byColleague: (agentId: string) => string

  readonly sendAgain: string
  readonly cancel: string
  readonly read: string
  readonly show: string
  readonly putAway: string
  /** Asks only the questions whose answers are gone. */
  readonly askAgainThis: string
  readonly askAgainThese: string
  readonly reveal: string
  readonly hide: string
  readonly copy: string
  readonly open: string
  readonly yes: string
  readonly no: string

  readonly notAnswered: string
  readonly sealedHere: string
  readonly openedOnce: string
  readonly forgotten: string
  readonly gone: string
  readonly cannotOpen: string
  readonly copied: (label: string) => string
  readonly copyRefused: string
  readonly keyGone: string
  readonly keyGoneSubmitted: string
  readonly wasSentAgain: string
  readonly sendingUnclear: string

  /** Sent with a version of the template that is not the latest any more. */
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

  /** `left` is a time in the language's own words, such as `2 minutes`. */
  readonly idleWarning: (left: string) => string
  readonly stay: string
  readonly signedOutIdle: string
  readonly signedOut: string
  readonly noToken: string
  readonly signInAgain: string
  readonly lookAgain: string
  readonly notFramed: string

  /** What the form is for: the fields of its context. */
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
