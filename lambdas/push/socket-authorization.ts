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

/** Nothing while it may; otherwise why its socket is closed. */
export const closeReasonFor =
  ({ records, clock }: SocketAuthorizationPorts) =>
  async ({ profile, ...signIn }: SignInRecord): Promise<CloseReason | undefined> => {
    const principal: PersonPrincipal = { kind: 'person', profile, ...signIn }
    const { site, ...found } = await records.read(wantedCallerRecords(principal))
    if (site === undefined || !isSignedIn(principal, { site, ...found }, clock.now())) return 'sessionOver'
    const permissions = permissionsOf(site.profiles, profileOf(principal, found.person))
    return permissions.has('secure-form:use') ? undefined : 'notPermitted'
  }
