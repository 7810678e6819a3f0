import type { People } from '../../lambdas/core/people/people.ts'
import { keyOf, type Tables } from './tables.ts'

export const memoryPeople = ({ people }: Tables): People => ({
  async put(person, { enabled, profile }, now) {
    const key = keyOf.person(person)
    const { siteId, issuer, subject } = person
    const { profile: _, failedSignIns, lastAttempt, ...known } = people.get(key) ?? { siteId, issuer, subject }
    const put = {
      ...known,
      enabled,
      ...(profile !== undefined && { profile }),
      ...(!enabled && failedSignIns !== undefined && { failedSignIns }),
      ...(!enabled && lastAttempt !== undefined && { lastAttempt }),
      ...(enabled ? { enabledAt: now } : { signInsEndedAt: now }),
    }
    people.put(key, put)
    return put
  },

  async list({ siteId, issuer }, { limit, after }) {
    const rest = people
      .all()
      .filter((person) => person.siteId === siteId && person.issuer === issuer)
      .filter(({ subject }) => after === undefined || subject > after)
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    return rest.length > page.length && last !== undefined ? { people: page, next: last.subject } : { people: page }
  },
})
