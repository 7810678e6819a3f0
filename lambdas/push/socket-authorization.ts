/** Whether a sign-in may still hear what is pushed. Asked of the tables each time: a socket outlives what let it be opened. */
import type { CloseReason } from '../../contracts/events.ts'
import type { Clock } from '../core/clock.ts'
import { permissionsOf } from '../core/people/permissions.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import type { SignInRecord } from '../core/push/connections.ts'
import type { Records } from '../core/records/records.ts'
import { wantedCallerRecords } from '../identity/admission.ts'
import { isSignedIn, profileOf } from '../identity/session-rules.ts'

export interface SocketAuthorizationPorts {
  readonly records: Pick<Records, 'read'>
  readonly clock: Clock
}

/** Why the socket of a sign-in is closed; nothing while it may stay open. */
export type CloseReasonOf = (signIn: SignInRecord) => Promise<CloseReason | undefined>

/** Asks once for each sign-in, however many sockets it has. For one message or one round, not for longer. */
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

/** Nothing while it may; otherwise why its socket is closed. */
export const closeReasonFor =
  ({ records, clock }: SocketAuthorizationPorts) =>
  async ({ profile, ...signIn }: SignInRecord): Promise<CloseReason | undefined> => {
    const principal: PersonPrincipal = { kind: 'person', profile, ...signIn }
    // Before the read: what is written meanwhile is later, so that a slow read makes nobody idle.
    const now = clock.now()
    const { site, ...found } = await records.read(wantedCallerRecords(principal))
    if (site === undefined || !isSignedIn(principal, { site, ...found }, now)) return 'sessionOver'
    const permissions = permissionsOf(site.profiles, profileOf(principal, found.person))
    return permissions.has('secure-form:use') ? undefined : 'notPermitted'
  }
