/**
 * Decides whether the caller's sign-in is still valid and whether the caller may call the step. The token only
 * identifies the caller. The stored records decide. They are read together with the records of the step.
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
import type { FoundRecords, RecordLookup, Records } from '../core/records/records.ts'
import type { KnownSites } from '../core/sites/known-sites.ts'
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

/** The requirements that a step has for its caller. */
export interface AccessRequirement {
  /** Any one of these permissions is enough. If the list is empty, any signed-in person is admitted. */
  readonly anyOf: readonly Permission[]
  /** True if the call counts as activity. A POST, PUT or DELETE counts, and a GET does not. */
  readonly activity: boolean
  /** The maximum age of the sign-in, in milliseconds. */
  readonly signedInWithinMs?: number
}

/** A person who is signed in at a site, with their current permissions there. */
export interface Admitted {
  readonly person: PersonPrincipal
  readonly site: SiteRecord
  readonly session: SessionRecord
  readonly permissions: ReadonlySet<Permission>
}

/** The scope that the chat backend's token must have. */
export const conversationsScope = 'sealform/conversations'

/**
 * The records of the caller. Every step reads them together with its own records. A machine client has no record except
 * its site.
 */
export const callerLookup = (principal: Principal): Pick<RecordLookup, 'site' | 'person' | 'session'> =>
  principal.kind === 'machine'
    ? { site: principal.siteId }
    : { site: principal.siteId, person: personRefOf(principal), session: principal.sessionHash }

const personRefOf = ({ siteId, issuer, subject }: PersonPrincipal): PersonRef => ({ siteId, issuer, subject })

/**
 * Admits a person or refuses, checking in this order: `not-signed-in`, `not-permitted`, `sign-in-again`. When a session
 * is first used, stores it and the time of its sign-in. On activity, updates *last seen*. Permanently ends a session
 * that is idle, or whose person is disabled. Disables a person of any issuer who has been inactive for 90 days. Before
 * it returns, it records a refused permission, an idle timeout or a disabling in the audit log.
 */
export const admission =
  (ports: AdmissionPorts) =>
  async (
    principal: Principal,
    found: Pick<FoundRecords, 'site' | 'person' | 'session'>,
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

export interface AdmitMachinePorts extends Pick<AdmissionPorts, 'audit' | 'clock'> {
  readonly records: Pick<Records, 'read'>
  readonly sites: KnownSites
}

/**
 * Admits only the chat backend. Of its site, only the existence matters. Refuses a person with `not-permitted`,
 * regardless of their profile.
 */
export const admitMachine =
  ({ audit, clock, records, sites }: AdmitMachinePorts) =>
  async (principal: Principal): Promise<{ admitted: MachinePrincipal } | Refusal> => {
    const isActive =
      principal.kind === 'machine'
        ? await sites.has(principal.siteId)
        : isCallerActive(principal, await records.read(callerLookup(principal)), clock.now())
    if (!isActive) return refused('not-signed-in')
    if (principal.kind !== 'machine' || !principal.scopes.includes(conversationsScope)) {
      return await notPermitted({ audit }, principal)
    }
    return { admitted: principal }
  }

/** True if the caller is still signed in at the site of the token, with any permissions. Writes nothing. */
const isCallerActive = (
  principal: Principal,
  { site, ...found }: Pick<FoundRecords, 'site' | 'person' | 'session'>,
  now: number,
) => site !== undefined && (principal.kind === 'machine' || isSignedIn(principal, { site, ...found }, now))

/**
 * Checks whether the caller of a malformed request is still signed in. The step itself does not run for such a request
 * and therefore cannot check this. A caller whose sign-in has ended gets `not-signed-in` instead of the validation
 * errors.
 */
export const stillSignedIn =
  ({ records, clock }: { readonly records: Pick<Records, 'read'>; readonly clock: Clock }) =>
  async (principal: Principal): Promise<boolean> =>
    isCallerActive(principal, await records.read(callerLookup(principal)), clock.now())

type FoundAtSite = Pick<FoundRecords, 'person' | 'session'> & { readonly site: SiteRecord }

/** Returns the current session of this sign-in, or nothing if the sign-in has ended for any reason. */
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
    // End the session instead of only refusing: it must stay ended even if an administrator enables the person again.
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

/**
 * Stores the session. If a concurrent call has stored the session first, the stored row shows whether the session has
 * ended since.
 */
async function storeSession({ sessions }: AdmissionPorts, principal: PersonPrincipal, session: SessionRecord) {
  // Record the sign-in before storing the session: once the session exists, this code does not run again for it.
  await sessions.recordSignIn(personRefOf(principal), principal.signedInAt)
  if (await sessions.create(session, sessionSweepAt(principal))) return session
  return (await sessions.touch(session.sessionHash, session.lastSeenAt)) ? session : undefined
}

async function touchSession({ sessions }: AdmissionPorts, session: SessionRecord, now: number) {
  return (await sessions.touch(session.sessionHash, now)) ? { ...session, lastSeenAt: now } : undefined
}

/**
 * Ends an idle session, and records the end afterwards. The session must end without waiting for the audit log. Its end
 * must be recorded once, not for every request.
 */
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
