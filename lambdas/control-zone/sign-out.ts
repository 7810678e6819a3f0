/**
 * sign-out: ends the agent's sign-in immediately. After that, the agent gets no answers, even if their token has not
 * expired yet.
 */
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { sessionSweepAt } from '../identity/session-rules.ts'

export interface SignOutPorts extends AdmissionPorts {
  readonly records: Records
  readonly notifier: AgentNotifier
}

/**
 * Ends the session in one transaction with its audit record, so that every sign-out is recorded. If the audit log
 * fails, the person stays signed in and can retry. A second sign-out is refused with `not-signed-in`.
 */
export const signOut =
  (ports: SignOutPorts) =>
  async ({ principal }: { principal: Principal }): Promise<Outcome<{ signedOutAt: string }>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: [], activity: false })
    if ('refused' in caller) return caller

    const { person, session } = caller.admitted
    const { siteId } = person
    const event = { event: 'signed-out', ...actorOf(person), outcome: 'done', siteId } as const
    const endedAt = ports.clock.now()
    const ended = { ...session, ended: 'signed-out', endedAt } as const
    if (await ports.sessions.end(ended, sessionSweepAt(person), event)) {
      await ports.notifier.closeUnauthorizedSockets(person)
      return done({ signedOutAt: new Date(endedAt).toISOString() })
    }
    await ports.audit.record({ ...event, outcome: 'refused' })
    return refused('not-signed-in')
  }
