import type { Sites } from '../../lambdas/core/sites/sites.ts'
import type { Chains } from './audit.ts'
import { isSiteUnchanged, isStillAdministrator, recordDecision } from './decisions.ts'
import type { Tables } from './tables.ts'

export const memorySites = (tables: Tables, chains: Chains): Sites => ({
  async add(site) {
    if (tables.sites.has(site.siteId)) return false
    tables.sites.put(site.siteId, site)
    return true
  },

  async replace(site, decision) {
    if (!isStillAdministrator(tables, decision.by)) return { refusedBy: 'caller' }
    if (!isSiteUnchanged(tables, decision)) return { refusedBy: 'site' }
    recordDecision(chains, decision)
    tables.sites.put(site.siteId, { ...site, revision: (decision.siteRevision ?? 0) + 1 })
    return { replaced: true }
  },
})
