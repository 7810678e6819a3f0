import type { SiteSettings } from '../../../contracts/site-settings.ts'
import { permissionsOf } from './permissions.ts'

/** Whether a profile may administer a site by these settings: nobody may take that from themselves. */
export const mayAdminister = ({ profiles }: Pick<SiteSettings, 'profiles'>, profile: string | undefined): boolean =>
  permissionsOf(profiles, profile).has('site:administer')
