import type { Sessions } from '../../lambdas/core/people/sessions.ts'
import type { Chains } from './audit.ts'
import { memorySignIns } from './sign-ins.ts'
import type { Tables } from './tables.ts'

/**
 * Sessions in memory. Rows are not swept, because no code depends on the sweep: expiry is a condition. Other tests
 * cover swept rows.
 */
export const memorySessions = ({ sessions, people }: Tables, chains: Chains): Sessions => ({
  ...memorySignIns({ people }),

  async create(session) {
    if (sessions.has(session.sessionHash)) return false
    sessions.put(session.sessionHash, session)
    return true
  },

  async touch(sessionHash, lastSeenAt) {
    const session = sessions.get(sessionHash)
    if (session === undefined || session.ended !== undefined) return false
    sessions.put(sessionHash, { ...session, lastSeenAt: Math.max(session.lastSeenAt, lastSeenAt) })
    return true
  },

  async end(session, _sweepAt, event) {
    const stored = sessions.get(session.sessionHash)
    if (stored?.ended !== undefined) return false
    if (event !== undefined) chains.linkToDay(event)
    sessions.put(session.sessionHash, { ...stored, ...session })
    return true
  },
})
