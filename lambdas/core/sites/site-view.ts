import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { etagOf } from '../etag.ts'
import { effectiveProfiles } from '../people/permissions.ts'
import type { SiteRecord } from './site.ts'

/** The settings of a site as its administrators see them, with every profile that it knows. */
export const siteView = ({ revision: _, ...settings }: SiteRecord): SiteSettings => ({
  ...settings,
  profiles: effectiveProfiles(settings.profiles),
})

/** The entity tag of the whole site. */
export const siteEtag = (site: SiteRecord): string => etagOf(siteView(site))
