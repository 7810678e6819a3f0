/** stay-signed-in: the agent confirms *I am still here*. Returns the time until which the session stays live. */
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { Records } from '../core/records/records.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { idleAt } from '../identity/session-rules.ts'

export type StaySignedInPorts = AdmissionPorts & { readonly records: Records }

/**
 * Confirms the session. Always stores *last seen*, so that the returned `idleAt` is exact. `idleAt` is never later than
 * the end of the sign-in.
 */
export const staySignedIn =
  (ports: StaySignedInPorts) =>
  async ({ principal }: { principal: Principal }): Promise<Outcome<{ idleAt: string }>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: [], activity: false })
    if ('refused' in caller) return caller

    const { person, site, session } = caller.admitted
    const now = ports.clock.now()
    if (!(await ports.sessions.touch(session.sessionHash, now))) return refused('not-signed-in')
    return done({ idleAt: new Date(idleAt(person, site, now)).toISOString() })
  }
