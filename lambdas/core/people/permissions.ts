import { isDeepStrictEqual } from 'node:util'
import { builtInProfiles, type Permission } from '../../../contracts/permissions.ts'
import type { SiteSettings } from '../../../contracts/site-settings.ts'

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

/** The profiles that may do something else by the one than by the other, those that only one of them has among them. */
export const profilesThatDiffer = (before: Profiles, after: Profiles): readonly string[] => {
  const names = new Set([before, after].flatMap((profiles) => Object.keys(effectiveProfiles(profiles))))
  return [...names].filter((name) => !isDeepStrictEqual(permissionsOf(before, name), permissionsOf(after, name)))
}

/** What a profile may do at this site, now. A profile that the site does not know may do nothing. */
export const permissionsOf = (profiles: Profiles, profile: string | undefined): ReadonlySet<Permission> => {
  const effective = effectiveProfiles(profiles)
  return new Set(profile !== undefined && Object.hasOwn(effective, profile) ? effective[profile] : [])
}
