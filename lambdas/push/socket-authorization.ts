/**
 * Checks whether a sign-in may still receive pushes. Reads the tables each time, because a socket can stay open after
 * its sign-in has ended.
 */
import type { CloseReason } from '../../contracts/events.ts'
import type { Clock } from '../core/clock.ts'
import { permissionsOf } from '../core/people/permissions.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import type { SignInRecord } from '../core/push/connections.ts'
import type { Records } from '../core/records/records.ts'
import { callerLookup } from '../identity/admission.ts'
import { isSignedIn, profileOf } from '../identity/session-rules.ts'

export interface SocketAuthorizationPorts {
  readonly records: Pick<Records, 'read'>
  readonly clock: Clock
}

/** Returns the reason why the sockets of a sign-in must be closed, or nothing if they may stay open. */
export type CloseReasonOf = (signIn: SignInRecord) => Promise<CloseReason | undefined>

/**
 * Returns a check that reads each sign-in only once, regardless of the number of its sockets. Use it only for one
 * message or one scheduled run.
 */
export const closeReasonPerSignIn = (ports: SocketAuthorizationPorts): CloseReasonOf => {
  const asked = new Map<string, Promise<CloseReason | undefined>>()
  return (signIn) => {
    const { sessionHash, profile } = signIn
    const key = JSON.stringify([sessionHash, profile])
    const reason = asked.get(key) ?? closeReasonFor(ports)(signIn)
    asked.set(key, reason)
    return reason
  }
}

/**
 * Reads the tables and returns the reason why the sockets of a sign-in must be closed, or nothing while the sign-in is
 * valid.
 */
export const closeReasonFor =
  ({ records, clock }: SocketAuthorizationPorts) =>
  async ({ profile, ...signIn }: SignInRecord): Promise<CloseReason | undefined> => {
    const principal: PersonPrincipal = { kind: 'person', profile, ...signIn }
    // Take the time before the read. Activity that is stored in the meantime is later, so a slow read never makes a
    // session idle.
    const now = clock.now()
    const { site, ...found } = await records.read(callerLookup(principal))
    if (site === undefined || !isSignedIn(principal, { site, ...found }, now)) return 'sessionOver'
    const permissions = permissionsOf(site.profiles, profileOf(principal, found.person))
    return permissions.has('secure-form:use') ? undefined : 'notPermitted'
  }
