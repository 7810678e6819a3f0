import type { SiteRecord } from './site.ts'

export interface Sites {
  /** Replaces the settings of a site, and answers with those that stood there. */
  put(site: SiteRecord): Promise<SiteRecord | undefined>
}
