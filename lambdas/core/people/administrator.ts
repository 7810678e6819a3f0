/**
 * The administrator who makes a decision. The write checks the administrator again: otherwise two administrators could
 * disable each other concurrently, and no administrator would remain.
 */
import type { AuditEvent } from '../audit/audit.ts'
import type { PersonRecord } from './person.ts'

export interface Administrator extends Pick<PersonRecord, 'siteId' | 'issuer' | 'subject'> {
  /**
   * The profile that was set for the administrator at the time of the decision. If absent, the profile in their token
   * applies.
   */
  readonly profile?: string | undefined
  /** The time at which the administrator signed in, in milliseconds. */
  readonly signedInAt: number
}

/** A decision of an administrator. The decision and its audit records are stored together or not at all. */
export interface Decision {
  /**
   * The administrator who decides. They must still be enabled and have this profile, and their sign-in must not have
   * been revoked.
   */
  readonly by: Administrator
  /** The revision of the site settings that permit the decision. These settings must not have changed since. */
  readonly siteRevision: number | undefined
  /** The events to record in one of the site's day chains. */
  readonly events: readonly [AuditEvent, ...AuditEvent[]]
  readonly now: number
}

/**
 * The reason why a decision was not stored. `caller`: the caller is no longer permitted. `site`: the site's settings
 * have changed. `person`: the person's record has changed.
 */
export interface DecisionRefusal<By extends 'caller' | 'site' | 'person' = 'caller' | 'site' | 'person'> {
  readonly refusedBy: By
}
