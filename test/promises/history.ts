/**
 * What happened, as the callers saw it and as the store was found afterwards: plain data, in the order in which it was seen.
 * The same format is written by the model-based test, by races over HTTP and by end-to-end runs.
 *
 * Keys are named by whatever stands for them in the run, their hash say; times are milliseconds of the server's clock.
 */
import type { AuditEventName } from '../../contracts/audit-event.ts'
import type { KeyAction } from '../../contracts/one-time-key.ts'
import type { RefusalCode } from '../../contracts/problem.ts'
import type { AuditOutcome } from '../../lambdas/core/audit/audit.ts'

export type Party =
  | { readonly kind: 'visitor'; readonly visitor: string }
  | {
      readonly kind: 'person'
      readonly siteId: string
      readonly subject: string
      readonly session: string
      /** Whether this person's profile may see answers in the history, as the test set it up. */
      readonly mayViewHistory?: boolean
    }
  | { readonly kind: 'machine'; readonly siteId: string }

/** Somebody asks. Of the ids those that the request names, or that the test knows it to be about. */
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
  /** Of put-person: whom it is about, and whether they are enabled from now on. */
  readonly subject?: string
  readonly enabled?: boolean
  /** Of submit-form: a digest of what was typed. */
  readonly clear?: string
}

/** The answer that came back; `nothing` when none did, and nobody knows whether the call took effect. */
export interface Answered {
  readonly type: 'answered'
  readonly call: number
  readonly at: number
  readonly outcome: 'done' | 'nothing' | RefusalCode
  readonly formId?: string
  readonly submissionId?: string
}

/** A one-time key came back with an answer. */
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

/** Clear text came back with an answer. */
export interface Released {
  readonly type: 'released'
  readonly call: number
  readonly at: number
  readonly submissionId: string
  /** The digest of what came out, in the terms of `Called.clear`; absent when it was masked. */
  readonly clear?: string
}

/** A record of the audit log, at the moment at which it became durable or, read back, ahead of everything. */
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

/** What the store held when all was over. */
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
