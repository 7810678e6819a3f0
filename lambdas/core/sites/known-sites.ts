import type { SiteId } from '../../../contracts/identifiers.ts'
import type { Records } from '../records/records.ts'

/**
 * Answers whether a site exists. Remembers the sites that do, because no step deletes a site. Settings of a site are
 * never remembered: a step that needs one reads it.
 */
export interface KnownSites {
  /** Throws `storage-failed`. */
  has(siteId: SiteId): Promise<boolean>
}

const maxSites = 1_000

export const knownSites = (records: Pick<Records, 'read'>): KnownSites => {
  const known = new Set<SiteId>()
  return {
    async has(siteId) {
      if (known.has(siteId)) return true
      if ((await records.read({ site: siteId })).site === undefined) return false
      if (known.size >= maxSites) known.clear()
      known.add(siteId)
      return true
    },
  }
}
