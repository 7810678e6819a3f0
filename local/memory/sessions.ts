import type { Sessions } from '../../lambdas/core/people/sessions.ts'
import { memorySignIns } from './sign-ins.ts'
import type { Tables } from './tables.ts'

/** Nothing is swept here: expiry is a condition, and a swept row is a test of its own. */
export const memorySessions = ({ sessions, people }: Pick<Tables, 'sessions' | 'people'>): Sessions => ({
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

  async end(session) {
    const stored = sessions.get(session.sessionHash)
    if (stored?.ended !== undefined) return false
    sessions.put(session.sessionHash, { ...stored, ...session })
    return true
  },
})
