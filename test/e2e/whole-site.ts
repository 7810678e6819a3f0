import { SiteSettings } from '../../contracts/site-settings.ts'

/** All settings of a site, as put-site needs them. */
export const wholeSite = SiteSettings.parse({ siteId: 'anything', name: 'A' })
