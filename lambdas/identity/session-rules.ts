/**
 * The rules of a sign-in, as judgements without effects. All times are milliseconds, and each limit counts as passed at the
 * very millisecond that it names.
 *
 *     sign-in ──────────────── activity ───── idle limit ──────────── 12 h ─────── 13 h
 *                              last seen      ended for good          over         the row may be swept
 */

import { isInactive } from '../core/people/inactivity.ts'
import type { PersonRecord } from '../core/people/person.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import type { SessionRecord } from '../core/people/session.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import { hours, minutes } from '../core/time.ts'

/** However busy: after this long one signs in again. */
export const maxSignInMs = hours(12)

/** An hour more than a sign-in can last, so that the end of a session outlives every token that could bring it back. */
const sessionRetentionMs = hours(13)

/** PCI DSS 8.2.8 allows 15 minutes at most; the site may set fewer. */
export const idleLimitMs = (site: SiteRecord): number => minutes(site.idleMinutes)

/** The session of a sign-in as it is at its first use. */
export const newSession = (principal: PersonPrincipal, now: number): SessionRecord => ({
  sessionHash: principal.sessionHash,
  siteId: principal.siteId,
  issuer: principal.issuer,
  subject: principal.subject,
  lastSeenAt: now,
})

/** When the sweeper may take the row of a session, epoch seconds. */
export const sessionSweepAt = (principal: PersonPrincipal): number =>
  Math.ceil((principal.signedInAt + sessionRetentionMs) / 1_000)

/** When a sign-in is over, however busy: nothing that is issued to it lives longer. */
export const signInEndsAt = ({ signedInAt }: PersonPrincipal): number => signedInAt + maxSignInMs

/** Over 12 hours nobody stays signed in. This is also what keeps a swept session from being made anew. */
export const isSignInExpired = (principal: PersonPrincipal, now: number): boolean => now >= signInEndsAt(principal)

export const isIdle = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  now - session.lastSeenAt >= idleLimitMs(site)

/**
 * Whether activity is worth a write: once a minute at most, but no later than a quarter of the idle limit, or somebody who is
 * busy all the time would be signed out for the writes that were saved.
 */
export const isLastSeenStale = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  now - session.lastSeenAt >= Math.min(minutes(1), idleLimitMs(site) / 4)

/** Whether a session is this principal's own. An issuer that gave one session id to two people is not believed. */
export const isSessionOf = (session: SessionRecord, principal: PersonPrincipal): boolean =>
  session.sessionHash === principal.sessionHash &&
  session.siteId === principal.siteId &&
  session.issuer === principal.issuer &&
  session.subject === principal.subject

export const isDisabled = (person: PersonRecord | undefined): boolean => person !== undefined && !person.enabled

/**
 * Whether a disabling or a password reset ended this sign-in. Enabling the person again does not bring it back, used meanwhile
 * or not.
 */
export const isSignInRevoked = ({ signedInAt }: PersonPrincipal, person: PersonRecord | undefined): boolean =>
  person?.signInsEndedAt !== undefined && signedInAt <= person.signInsEndedAt

/** The same of a session of that person: one that goes on is seen after that, one that it ended never again. */
export const isSessionRevoked = ({ lastSeenAt }: SessionRecord, person: PersonRecord | undefined): boolean =>
  person?.signInsEndedAt !== undefined && lastSeenAt <= person.signInsEndedAt

/** The profile that counts: what an administrator set for the person, else what the token says. */
export const profileOf = (principal: PersonPrincipal, person: PersonRecord | undefined): string | undefined =>
  person?.profile ?? principal.profile

/** Whether the sign-in is recent enough for a step that asks for one. */
export const isSignInRecent = (principal: PersonPrincipal, withinMs: number, now: number): boolean =>
  now - principal.signedInAt < withinMs

/** When the person will be signed out if they do nothing more. */
export const idleAt = (principal: PersonPrincipal, site: SiteRecord, lastSeenAt: number): number =>
  Math.min(lastSeenAt + idleLimitMs(site), signInEndsAt(principal))

/** A live session was seen later than this. */
export const idleCutoff = (site: SiteRecord, now: number): number => now - idleLimitMs(site)

/** Neither ended nor idle. */
export const isLive = (session: SessionRecord, site: SiteRecord, now: number): boolean =>
  session.ended === undefined && !isIdle(session, site, now)

/** Whether a sign-in holds now, as far as reading tells: nothing is stored and nothing ended by asking. */
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
