import { builtInProfiles, type Permission } from '../../contracts/permissions.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'

type Profiles = SiteSettings['profiles']

/** Every profile of a site with its permissions. Whatever a site sets, its administrators can still administer it. */
export const effectiveProfiles = (profiles: Profiles): Record<string, Permission[]> => {
  const effective: Record<string, Permission[]> = {}
  for (const [name, granted] of [...Object.entries(builtInProfiles), ...Object.entries(profiles)]) {
    effective[name] = [...new Set<Permission>(granted)]
  }
  effective.administrator = [...new Set<Permission>(['site:administer', ...(effective.administrator ?? [])])]
  return effective
}

/** What a profile may do at this site, now. A profile that the site does not know may do nothing. */
export const permissionsOf = (profiles: Profiles, profile: string | undefined): ReadonlySet<Permission> => {
  const effective = effectiveProfiles(profiles)
  return new Set(profile !== undefined && Object.hasOwn(effective, profile) ? effective[profile] : [])
}
