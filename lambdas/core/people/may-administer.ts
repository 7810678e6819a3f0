import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { permissionsOf } from './permissions.ts'

/**
 * True if a profile may administer a site with these settings. Administrators may not remove this right from
 * themselves.
 */
export const mayAdminister = ({ profiles }: Pick<SiteSettings, 'profiles'>, profile: string | undefined): boolean =>
  permissionsOf(profiles, profile).has('site:administer')
