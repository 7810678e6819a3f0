/** The deciding administrator, checked again by the write: otherwise two could disable each other and lock all out. */
import type { AuditEvent } from '../audit/audit.ts'
import type { PersonRecord } from './person.ts'

export interface Administrator extends Pick<PersonRecord, 'siteId' | 'issuer' | 'subject'> {
  /** The profile that was set for them at the time of the decision; absent: the profile of their sign-in. */
  readonly profile?: string | undefined
  /** When they signed in, milliseconds. */
  readonly signedInAt: number
}

/** A decision, stored together with its audit records or not at all. */
export interface Decision {
  /** Still enabled, with this profile, and with a sign-in that no disabling has ended. */
  readonly by: Administrator
  /** The revision of the site whose profiles permit the decision; they must not have changed since. */
  readonly siteRevision: number | undefined
  /** The audit records, for one of the site's day chains. */
  readonly events: readonly [AuditEvent, ...AuditEvent[]]
  readonly now: number
}

/** `caller`: no longer permitted. `site`: its settings changed. `person`: the person changed. Nothing was stored. */
export interface DecisionRefusal<By extends 'caller' | 'site' | 'person' = 'caller' | 'site' | 'person'> {
  readonly refusedBy: By
}
