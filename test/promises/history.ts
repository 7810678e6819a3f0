/**
 * The events of a run as callers saw them, and the final state of the store: plain data in order of observation. The
 * model-based test, the races over HTTP and the end-to-end runs write the same format. Keys are named by an id of the
 * run, such as their hash; times are milliseconds of the server's clock.
 */
import type { AuditEventName } from '../../contracts/audit-event.ts'
import type { KeyAction } from '../../contracts/key-format.ts'
import type { RefusalCode } from '../../contracts/problem.ts'
import type { AuditOutcome } from '../../lambdas/core/audit/audit.ts'

export type Party =
  | { readonly kind: 'visitor'; readonly visitor: string }
  | {
      readonly kind: 'person'
      readonly siteId: string
      readonly subject: string
      readonly session: string
      /** Whether this person's profile may view answers in the history, as the test set it up. */
      readonly mayViewHistory?: boolean
    }
  | { readonly kind: 'machine'; readonly siteId: string }

/** A call, with the ids that the request names or that the test knows. */
export interface Called {
  readonly type: 'called'
  readonly call: number
  readonly at: number
  readonly step: string
  readonly by: Party
  readonly key?: string
  readonly siteId?: string
  readonly conversationId?: string
  readonly formId?: string
  readonly submissionId?: string
  /** For put-person: the person, and whether they are enabled from now on. */
  readonly subject?: string
  readonly enabled?: boolean
  /** For submit-form: a digest of the typed answers. */
  readonly clear?: string
}

/** The reply; `nothing` if none arrived, so that it is unknown whether the call took effect. */
export interface Answered {
  readonly type: 'answered'
  readonly call: number
  readonly at: number
  readonly outcome: 'done' | 'nothing' | RefusalCode
  readonly formId?: string
  readonly submissionId?: string
}

/** A one-time key in a reply. */
export interface Issued {
  readonly type: 'issued'
  readonly key: string
  readonly action: KeyAction
  readonly siteId: string
  readonly formId: string
  readonly expiresAt: number
  /** The visitor of a submit key, the subject of a retrieve key. */
  readonly to?: string
  /** The sign-in that a retrieve key was issued to. */
  readonly session?: string
  readonly submissionId?: string
}

/** Clear text in a reply. */
export interface Released {
  readonly type: 'released'
  readonly call: number
  readonly at: number
  readonly submissionId: string
  /** The digest of the released answers, comparable to `Called.clear`; absent if masked. */
  readonly clear?: string
}

/** An audit record, when it became durable or, if read back, before all other events. */
export interface Recorded {
  readonly type: 'recorded'
  readonly at: number
  readonly event: AuditEventName
  readonly outcome: AuditOutcome
  readonly actor: string
  readonly formId?: string
  readonly submissionId?: string
}

/** A fact about a site. */
export interface SiteFact {
  readonly type: 'site'
  readonly siteId: string
  readonly idleMinutes: number
}

/** What the store held at the end. */
export type FinalState =
  | { readonly type: 'found-key'; readonly key: string; readonly spent: boolean }
  | { readonly type: 'found-form'; readonly formId: string; readonly state: string; readonly submissionId?: string }
  | {
      readonly type: 'found-submission'
      readonly submissionId: string
      readonly formId: string
      readonly hasDataKey: boolean
    }

export type HistoryEvent = Called | Answered | Issued | Released | Recorded | SiteFact | FinalState
export type History = readonly HistoryEvent[]
