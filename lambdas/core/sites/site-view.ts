import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { etagOf } from '../etag.ts'
import { effectiveProfiles } from '../people/permissions.ts'
import type { SiteRecord } from './site.ts'

/** Returns a site's settings as its administrators see them, including the built-in profiles. */
export const siteView = ({ revision: _, ...settings }: SiteRecord): SiteSettings => ({
  ...settings,
  profiles: effectiveProfiles(settings.profiles),
})

/** Returns the entity tag of all settings of a site. */
export const siteEtag = (site: SiteRecord): string => etagOf(siteView(site))
