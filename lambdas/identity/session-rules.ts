/**
 * The rules of a sign-in, as pure functions. All times are milliseconds. A limit is reached at exactly the
 * millisecond that it names.
 *
 *     sign-in ──────────────── activity ───── idle limit ──────────── 12 h ─────── 13 h
 *                              last seen      session ends            expired      the row may be swept
 */

import { isInactive } from '../core/people/inactivity.ts'
import type { PersonRecord } from '../core/people/person.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import type { SessionRecord } from '../core/people/session.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import { hours, minutes } from '../core/time.ts'

/** The maximum duration of a sign-in, with or without activity. */
export const maxSignInMs = hours(12)

/**
 * How long the row of a session is stored. It is one hour longer than the maximum duration of a sign-in, so that the
 * row still exists while any token of the sign-in is valid. Such a token can therefore not recreate an ended session.
 */
const sessionRetentionMs = hours(13)

/** The idle timeout of the site. PCI DSS 8.2.8 allows at most 15 minutes. A site may set a shorter timeout. */
export const idleLimitMs = (site: SiteRecord): number => minutes(site.idleMinutes)

/** Returns the session of a sign-in that is used for the first time. */
export const newSession = (principal: PersonPrincipal, now: number): SessionRecord => ({
  sessionHash: principal.sessionHash,
  siteId: principal.siteId,
  issuer: principal.issuer,
  subject: principal.subject,
  lastSeenAt: now,
})

/** The time at which DynamoDB may sweep the row of a session, in seconds since the epoch. */
export const sessionSweepAt = (principal: PersonPrincipal): number =>
  Math.ceil((principal.signedInAt + sessionRetentionMs) / 1_000)

/**
 * The time at which a sign-in ends, with or without activity. Nothing that is issued to the sign-in is valid for
 * longer.
 */
export const signInEndsAt = ({ signedInAt }: PersonPrincipal): number => signedInAt + maxSignInMs

/** True if the sign-in is older than 12 hours. This also prevents a swept session from being recreated. */
export const isSignInExpired = (principal: PersonPrincipal, now: number): boolean => now >= signInEndsAt(principal)

export const isIdle = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  now - session.lastSeenAt >= idleLimitMs(site)

/**
 * True if *last seen* should be stored. It is stored at most once a minute, to avoid writes, but after a quarter of the
 * idle timeout at the latest, so that an active person is never signed out.
 */
export const isLastSeenStale = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  now - session.lastSeenAt >= Math.min(minutes(1), idleLimitMs(site) / 4)

/**
 * True if a session belongs to this principal. This prevents one person from using the session of another if an issuer
 * gives the same session id to both.
 */
export const isSessionOf = (session: SessionRecord, principal: PersonPrincipal): boolean =>
  session.sessionHash === principal.sessionHash &&
  session.siteId === principal.siteId &&
  session.issuer === principal.issuer &&
  session.subject === principal.subject

export const isDisabled = (person: PersonRecord | undefined): boolean => person !== undefined && !person.enabled

/**
 * True if a disabling or a password reset ended this sign-in. Enabling the person again does not make this sign-in
 * valid, even if the sign-in was not used in the meantime.
 */
export const isSignInRevoked = ({ signedInAt }: PersonPrincipal, person: PersonRecord | undefined): boolean =>
  person?.signInsEndedAt !== undefined && signedInAt <= person.signInsEndedAt

/**
 * True if a disabling or a password reset ended this session of the person. A session that was used after that event is
 * not affected. A session that the event ended cannot be used again.
 */
export const isSessionRevoked = ({ lastSeenAt }: SessionRecord, person: PersonRecord | undefined): boolean =>
  person?.signInsEndedAt !== undefined && lastSeenAt <= person.signInsEndedAt

/**
 * Returns the effective profile: the profile that an administrator set for the person, otherwise the profile in the
 * token.
 */
export const profileOf = (principal: PersonPrincipal, person: PersonRecord | undefined): string | undefined =>
  person?.profile ?? principal.profile

/** True if the sign-in is recent enough for a step that requires a recent one. */
export const isSignInRecent = (principal: PersonPrincipal, withinMs: number, now: number): boolean =>
  now - principal.signedInAt < withinMs

/** The time at which the person is signed out if there is no further activity. */
export const idleAt = (principal: PersonPrincipal, site: SiteRecord, lastSeenAt: number): number =>
  Math.min(lastSeenAt + idleLimitMs(site), signInEndsAt(principal))

/** Returns the time after which a session must have been used to be live. */
export const idleCutoff = (site: SiteRecord, now: number): number => now - idleLimitMs(site)

/** True if the session has neither ended nor reached the idle timeout. */
export const isLive = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  session.ended === undefined && !isIdle(session, site, now)

/** True if the records show that a sign-in is valid now. Has no side effects. */
export const isSignedIn = (
  principal: PersonPrincipal,
  { site, person, session }: { site: SiteRecord; person?: PersonRecord; session?: SessionRecord },
  now: number,
): boolean =>
  !isSignInExpired(principal, now) &&
  !isDisabled(person) &&
  !isInactive(person, now) &&
  !isSignInRevoked(principal, person) &&
  (session === undefined || (isSessionOf(session, principal) && isLive(session, site, now)))
