/** Who decides about people or the site, as a write must find them: otherwise two who disable each other at once lock out everybody. */
import type { AuditEvent } from '../audit/audit.ts'
import type { PersonRecord } from './person.ts'

export interface Administrator extends Pick<PersonRecord, 'siteId' | 'issuer' | 'subject'> {
  /** What an administrator had set for them when this was decided; absent: the profile of their sign-in. */
  readonly profile?: string | undefined
  /** When they signed in, milliseconds. */
  readonly signedInAt: number
}

/** A decision, which is stored with its records or not at all. */
export interface Decision {
  /** Still enabled, with this profile, by a sign-in that no disabling has ended. */
  readonly by: Administrator
  /** Of the site whose profiles permit it: nobody has changed them since. */
  readonly siteRevision: number | undefined
  /** What is put on record, in one of the site's chains of the day. */
  readonly events: readonly [AuditEvent, ...AuditEvent[]]
  readonly now: number
}

/** `caller`: they may not decide any more. `site`: its settings have changed. `person`: so has the person. Nothing was stored. */
export interface DecisionRefusal<By extends 'caller' | 'site' | 'person' = 'caller' | 'site' | 'person'> {
  readonly refusedBy: By
}
