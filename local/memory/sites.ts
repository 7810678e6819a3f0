import type { Sites } from '../../lambdas/core/sites/sites.ts'
import type { Tables } from './tables.ts'

export const memorySites = ({ sites }: Tables): Sites => ({
  async put(site) {
    const before = sites.get(site.siteId)
    sites.put(site.siteId, site)
    return before
  },
})
