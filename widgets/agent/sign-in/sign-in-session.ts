/** One sign-in of an agent: the access to the service, the activity of the agent and the idle timeout. */
import type { AgentId } from '../../../contracts/identifiers.ts'
import { staySignedIn } from '../../../contracts/steps/stay-signed-in.ts'
import { call, type Reply } from '../../shared/api-client.ts'
import { createIdleClock } from '../../shared/idle-clock.ts'
import { type Access, createAccess } from './access.ts'
import { type SharedActivity, shareActivity } from './shared-activity.ts'
import { type SignedInAgent, signedInAgentFrom } from './signed-in-agent.ts'

export interface SignInSessionPorts {
  readonly requestToken: () => Promise<string | undefined>
  /** Shows the time that is left until the idle timeout. `undefined` removes the warning. */
  readonly warn: (minutes: number | undefined) => void
  readonly ended: (reason: 'no-token' | 'signed-out' | 'idle') => void
}

export interface SignInSession {
  readonly access: Access
  /** Returns true if this is the id of the signed-in agent. */
  isSelf(agentId: AgentId): boolean
  /** Reports activity to the service, which extends the sign-in. */
  extend(): Promise<Reply<unknown>>
  /** Reports activity without a request of its own, such as revealing an answer, at most once a minute. */
  recordInput(): void
  /** Checks the idle timeout now, because timers may have been late while the tab was hidden. */
  check(): void
  stop(): void
}

/** The minimum interval between two reports of activity without a request. */
const activityReportMilliseconds = 60_000

export const createSignInSession = ({ requestToken, warn, ended }: SignInSessionPorts): SignInSession => {
  let agent: SignedInAgent = { matchesAgentId: () => false }
  let sharedActivity: SharedActivity = shareActivity(undefined, () => {})
  let lastReportedAt = Date.now()

  const clock = createIdleClock({ warn, clearWarning: () => warn(undefined), onIdle: () => ended('idle') })
  const access = createAccess({
    call,
    requestToken,
    onToken(token) {
      agent = signedInAgentFrom(token)
      sharedActivity.close()
      sharedActivity = shareActivity(agent.personKey, () => clock.recordActivity())
    },
    onActivity() {
      lastReportedAt = Date.now()
      clock.recordActivity()
      sharedActivity.broadcast()
    },
    onRefused: () => ended(agent.personKey === undefined ? 'no-token' : 'signed-out'),
  })
  const extend = async () => {
    lastReportedAt = Date.now()
    const reply = await access.call(staySignedIn, { path: {}, body: {} })
    if (reply.outcome === 'done') clock.setDeadline(Date.parse(reply.value.idleAt), reply.repliedAt ?? Date.now())
    return reply
  }
  return {
    access,
    isSelf: (agentId) => agent.matchesAgentId(agentId),
    extend,
    recordInput() {
      if (Date.now() - lastReportedAt >= activityReportMilliseconds) void extend()
    },
    check: () => clock.check(),
    stop() {
      clock.stop()
      sharedActivity.close()
      access.end()
    },
  }
}
