import type { People } from '../../lambdas/core/people/people.ts'
import type { Chains } from './audit.ts'
import { isSiteUnchanged, isStillAdministrator, recordDecision } from './decisions.ts'
import { keyOf, type Tables } from './tables.ts'

export const memoryPeople = (tables: Tables, chains: Chains): People => ({
  async put(person, { enabled, profile }, decision) {
    const { people } = tables
    const { ifSetting, now } = decision
    const key = keyOf.person(person)
    const before = people.get(key)
    if (!isStillAdministrator(tables, decision.by)) return { refusedBy: 'caller' }
    if (ifSetting !== undefined && (before?.enabled !== ifSetting.enabled || before.profile !== ifSetting.profile)) {
      return { refusedBy: 'person' }
    }
    if (!isSiteUnchanged(tables, decision)) return { refusedBy: 'site' }
    recordDecision(chains, decision)
    const { siteId, issuer, subject } = person
    const { profile: _, failedSignIns, lastAttempt, ...known } = before ?? { siteId, issuer, subject }
    const put = {
      ...known,
      enabled,
      ...(profile !== undefined && { profile }),
      ...(!enabled && failedSignIns !== undefined && { failedSignIns }),
      ...(!enabled && lastAttempt !== undefined && { lastAttempt }),
      ...(enabled ? { enabledAt: now } : { signInsEndedAt: now }),
    }
    people.put(key, put)
    return { put: true }
  },

  async list({ siteId, issuer }, { limit, after }) {
    const rest = tables.people
      .where((person) => person.siteId === siteId && person.issuer === issuer)
      .filter(({ subject }) => after === undefined || subject > after)
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    return rest.length > page.length && last !== undefined ? { people: page, next: last.subject } : { people: page }
  },
})
