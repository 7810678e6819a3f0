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

/** Maximum duration of a sign-in, regardless of activity. */
export const maxSignInMs = hours(12)

/** One hour longer than a sign-in can last, so that an ended session outlives every token that could recreate it. */
const sessionRetentionMs = hours(13)

/** PCI DSS 8.2.8 allows 15 minutes at most; the site may set fewer. */
export const idleLimitMs = (site: SiteRecord): number => minutes(site.idleMinutes)

/** The session of a sign-in at its first use. */
export const newSession = (principal: PersonPrincipal, now: number): SessionRecord => ({
  sessionHash: principal.sessionHash,
  siteId: principal.siteId,
  issuer: principal.issuer,
  subject: principal.subject,
  lastSeenAt: now,
})

/** When the sweep may delete the row of a session, epoch seconds. */
export const sessionSweepAt = (principal: PersonPrincipal): number =>
  Math.ceil((principal.signedInAt + sessionRetentionMs) / 1_000)

/** When a sign-in ends, regardless of activity; nothing issued to it is valid for longer. */
export const signInEndsAt = ({ signedInAt }: PersonPrincipal): number => signedInAt + maxSignInMs

/** A sign-in expires after 12 hours. This also prevents a swept session from being recreated. */
export const isSignInExpired = (principal: PersonPrincipal, now: number): boolean => now >= signInEndsAt(principal)

export const isIdle = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  now - session.lastSeenAt >= idleLimitMs(site)

/**
 * Whether to write *last seen*: at most once a minute, but at the latest after a quarter of the idle limit, so that
 * saving writes never signs out an active person.
 */
export const isLastSeenStale = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  now - session.lastSeenAt >= Math.min(minutes(1), idleLimitMs(site) / 4)

/** Whether a session is this principal's own. An issuer that gives one session id to two people is not trusted. */
export const isSessionOf = (session: SessionRecord, principal: PersonPrincipal): boolean =>
  session.sessionHash === principal.sessionHash &&
  session.siteId === principal.siteId &&
  session.issuer === principal.issuer &&
  session.subject === principal.subject

export const isDisabled = (person: PersonRecord | undefined): boolean => person !== undefined && !person.enabled

/**
 * Whether a disabling or a password reset ended this sign-in. Enabling the person again does not restore it, whether it
 * was used in between or not.
 */
export const isSignInRevoked = ({ signedInAt }: PersonPrincipal, person: PersonRecord | undefined): boolean =>
  person?.signInsEndedAt !== undefined && signedInAt <= person.signInsEndedAt

/** The same for a session of that person: a surviving one is seen after the revocation, a revoked one never again. */
export const isSessionRevoked = ({ lastSeenAt }: SessionRecord, person: PersonRecord | undefined): boolean =>
  person?.signInsEndedAt !== undefined && lastSeenAt <= person.signInsEndedAt

/** The effective profile: the one that an administrator set for the person, else the one in the token. */
export const profileOf = (principal: PersonPrincipal, person: PersonRecord | undefined): string | undefined =>
  person?.profile ?? principal.profile

/** Whether the sign-in is recent enough for a step that requires a recent one. */
export const isSignInRecent = (principal: PersonPrincipal, withinMs: number, now: number): boolean =>
  now - principal.signedInAt < withinMs

/** When the person will be signed out without further activity. */
export const idleAt = (principal: PersonPrincipal, site: SiteRecord, lastSeenAt: number): number =>
  Math.min(lastSeenAt + idleLimitMs(site), signInEndsAt(principal))

/** A live session was last seen later than this. */
export const idleCutoff = (site: SiteRecord, now: number): number => now - idleLimitMs(site)

/** Neither ended nor idle. */
export const isLive = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  session.ended === undefined && !isIdle(session, site, now)

/** Whether a sign-in is valid now according to the records. Has no side effects. */
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
