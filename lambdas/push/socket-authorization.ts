/** Whether a sign-in may still receive pushes. Reads the tables each time: a socket can outlive its sign-in. */
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

/** Why the socket of a sign-in must be closed; nothing while it may stay open. */
export type CloseReasonOf = (signIn: SignInRecord) => Promise<CloseReason | undefined>

/** Checks each sign-in once, however many sockets it has. For use within one message or one round, not for longer. */
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

/** Nothing while the sign-in is valid; otherwise why its socket must be closed. */
export const closeReasonFor =
  ({ records, clock }: SocketAuthorizationPorts) =>
  async ({ profile, ...signIn }: SignInRecord): Promise<CloseReason | undefined> => {
    const principal: PersonPrincipal = { kind: 'person', profile, ...signIn }
    // Taken before the read: activity written in the meantime is later, so a slow read does not make a session idle.
    const now = clock.now()
    const { site, ...found } = await records.read(callerLookup(principal))
    if (site === undefined || !isSignedIn(principal, { site, ...found }, now)) return 'sessionOver'
    const permissions = permissionsOf(site.profiles, profileOf(principal, found.person))
    return permissions.has('secure-form:use') ? undefined : 'notPermitted'
  }
