/**
 * Whether a caller is still who they were when they signed in, and may do this. The token said who; the records, read with
 * the step's own, say whether that still holds.
 */
import type { Permission } from '../../contracts/permissions.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import { type Refusal, refused } from '../core/outcome.ts'
import { isInactive } from '../core/people/inactivity.ts'
import type { PersonRef } from '../core/people/people.ts'
import { permissionsOf } from '../core/people/permissions.ts'
import type { MachinePrincipal, PersonPrincipal, Principal } from '../core/people/principal.ts'
import type { SessionRecord } from '../core/people/session.ts'
import type { Sessions } from '../core/people/sessions.ts'
import type { Found, Records, Wanted } from '../core/records/records.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import { actorOf } from './actor.ts'
import { disableInactive } from './disable-person.ts'
import {
  isDisabled,
  isIdle,
  isLastSeenStale,
  isSessionOf,
  isSignedIn,
  isSignInExpired,
  isSignInRecent,
  isSignInRevoked,
  newSession,
  profileOf,
  sessionSweepAt,
} from './session-rules.ts'

export interface AdmissionPorts {
  readonly sessions: Sessions
  readonly audit: AuditLog
  readonly clock: Clock
}

/** What a step asks of the person who calls it. */
export interface AccessRequirement {
  /** One of these permissions is enough; none named means that being signed in is. */
  readonly anyOf: readonly Permission[]
  /** Whether the call counts as activity: a POST, PUT or DELETE does, a GET does not. */
  readonly activity: boolean
  /** The sign-in must be younger than this. */
  readonly signedInWithinMs?: number
}

/** A person who is signed in at a site, with what they may do there now. */
export interface Admitted {
  readonly person: PersonPrincipal
  readonly site: SiteRecord
  readonly session: SessionRecord
  readonly permissions: ReadonlySet<Permission>
}

/** The scope of the chat backend's token. */
export const conversationsScope = 'sealform/conversations'

/** What every step must read of its caller along with its own reads. Of a machine client, that is its site alone. */
export const wantedCallerRecords = (principal: Principal): Pick<Wanted, 'site' | 'person' | 'session'> =>
  principal.kind === 'machine'
    ? { site: principal.siteId }
    : { site: principal.siteId, person: personRefOf(principal), session: principal.sessionHash }

const personRefOf = ({ siteId, issuer, subject }: PersonPrincipal): PersonRef => ({ siteId, issuer, subject })

/**
 * Admits a person, or refuses: `not-signed-in`, then `not-permitted`, then `sign-in-again`. Stores the session at its first
 * use with the day on which the person signed in, moves *last seen* on activity, and ends a session that has idled or whose
 * person is disabled, for good. Somebody unused for 90 days is disabled here, whichever issuer let them in.
 * A refused permission, an idle time-out and a disabling are in the audit log before this returns.
 */
export const admission =
  (ports: AdmissionPorts) =>
  async (
    principal: Principal,
    found: Pick<Found, 'site' | 'person' | 'session'>,
    need: AccessRequirement,
  ): Promise<{ admitted: Admitted } | Refusal> => {
    const { site, person } = found
    if (site === undefined) return refused('not-signed-in')
    if (principal.kind !== 'person') return await notPermitted(ports, principal)
    const now = ports.clock.now()
    const session = await liveSession(ports, principal, { ...found, site }, need, now)
    if (session === undefined) return refused('not-signed-in')

    const permissions = permissionsOf(site.profiles, profileOf(principal, person))
    if (need.anyOf.length > 0 && !need.anyOf.some((permission) => permissions.has(permission))) {
      return await notPermitted(ports, principal)
    }
    if (need.signedInWithinMs !== undefined && !isSignInRecent(principal, need.signedInWithinMs, now)) {
      return refused('sign-in-again')
    }
    return { admitted: { person: principal, site, session, permissions } }
  }

/** Admits the chat backend, and nobody else: a person is `not-permitted` there, whatever their profile. */
export const admitMachine =
  ({ audit, clock }: Pick<AdmissionPorts, 'audit' | 'clock'>) =>
  async (
    principal: Principal,
    found: Pick<Found, 'site' | 'person' | 'session'>,
  ): Promise<{ admitted: MachinePrincipal } | Refusal> => {
    if (!isCallerActive(principal, found, clock.now())) return refused('not-signed-in')
    if (principal.kind !== 'machine' || !principal.scopes.includes(conversationsScope)) {
      return await notPermitted({ audit }, principal)
    }
    return { admitted: principal }
  }

/** Whether the token still stands for somebody at its site, whatever they may do there. Nothing is written by asking. */
const isCallerActive = (
  principal: Principal,
  { site, ...found }: Pick<Found, 'site' | 'person' | 'session'>,
  now: number,
) => site !== undefined && (principal.kind === 'machine' || isSignedIn(principal, { site, ...found }, now))

/**
 * The same, for a request that no step will see because it is malformed: whose sign-in is over hears of that first, and not
 * how a request should look.
 */
export const stillSignedIn =
  ({ records, clock }: { readonly records: Pick<Records, 'read'>; readonly clock: Clock }) =>
  async (principal: Principal): Promise<boolean> =>
    isCallerActive(principal, await records.read(wantedCallerRecords(principal)), clock.now())

type FoundAtSite = Pick<Found, 'person' | 'session'> & { readonly site: SiteRecord }

/** The session of this sign-in as it now is; nothing when the sign-in is over, for whatever reason. */
async function liveSession(
  ports: AdmissionPorts,
  principal: PersonPrincipal,
  found: FoundAtSite,
  need: AccessRequirement,
  now: number,
): Promise<SessionRecord | undefined> {
  if (isSignInExpired(principal, now) || isSignInRevoked(principal, found.person)) return undefined
  if (!isDisabled(found.person) && isInactive(found.person, now)) {
    await disableInactive({ ...ports, signIns: ports.sessions }, personRefOf(principal), now)
    return undefined
  }
  const stored = found.session
  if (stored !== undefined && (stored.ended !== undefined || !isSessionOf(stored, principal))) return undefined
  const session = stored ?? newSession(principal, now)

  if (isDisabled(found.person)) {
    // Ended, not only refused: this sign-in must not come back when an administrator enables the person again.
    await ports.sessions.end({ ...session, ended: 'disabled', endedAt: now }, sessionSweepAt(principal))
    return undefined
  }
  if (isIdle(session, found.site, now)) {
    await endIdle(ports, principal, session, now)
    return undefined
  }
  if (stored === undefined) return await storeSession(ports, principal, session)
  if (need.activity && isLastSeenStale(session, found.site, now)) return await touchSession(ports, session, now)
  return session
}

/** Whoever loses the race to store a session finds out from the same row whether it has been ended meanwhile. */
async function storeSession({ sessions }: AdmissionPorts, principal: PersonPrincipal, session: SessionRecord) {
  // Before the session is there: once it is, nobody comes by here again.
  await sessions.recordSignIn(personRefOf(principal), principal.signedInAt)
  if (await sessions.create(session, sessionSweepAt(principal))) return session
  return (await sessions.touch(session.sessionHash, session.lastSeenAt)) ? session : undefined
}

async function touchSession({ sessions }: AdmissionPorts, session: SessionRecord, now: number) {
  return (await sessions.touch(session.sessionHash, now)) ? { ...session, lastSeenAt: now } : undefined
}

/** Ended first, other than what somebody asks for: it must not wait for the audit log, nor be on record once per request. */
async function endIdle(ports: AdmissionPorts, principal: PersonPrincipal, session: SessionRecord, now: number) {
  const ended = await ports.sessions.end({ ...session, ended: 'idle', endedAt: now }, sessionSweepAt(principal))
  if (!ended) return
  const { siteId } = principal
  await ports.audit.record({ event: 'signed-out-idle', ...actorOf(principal), outcome: 'done', siteId })
}

async function notPermitted({ audit }: Pick<AdmissionPorts, 'audit'>, principal: Principal): Promise<Refusal> {
  const { siteId } = principal
  await audit.record({ event: 'permission-refused', ...actorOf(principal), outcome: 'refused', siteId })
  return refused('not-permitted')
}
