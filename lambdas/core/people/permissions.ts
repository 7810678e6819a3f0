import { isDeepStrictEqual } from 'node:util'
import { builtInProfiles, type Permission } from '../../../contracts/permissions.ts'
import type { SiteSettings } from '../../../contracts/site-settings.ts'

type Profiles = SiteSettings['profiles']

/**
 * Returns every profile of a site with its permissions. The built-in administrator profile can administer the site
 * regardless of its settings.
 */
export const effectiveProfiles = (profiles: Profiles): Record<string, Permission[]> => {
  const effective: Record<string, Permission[]> = {}
  for (const [name, granted] of [...Object.entries(builtInProfiles), ...Object.entries(profiles)]) {
    effective[name] = [...new Set<Permission>(granted)]
  }
  effective.administrator = [...new Set<Permission>(['site:administer', ...(effective.administrator ?? [])])]
  return effective
}

/** Returns the names of the profiles whose permissions differ. A profile that exists on only one side differs. */
export const profilesThatDiffer = (before: Profiles, after: Profiles): readonly string[] => {
  const names = new Set([before, after].flatMap((profiles) => Object.keys(effectiveProfiles(profiles))))
  return [...names].filter((name) => !isDeepStrictEqual(permissionsOf(before, name), permissionsOf(after, name)))
}

/**
 * Returns the current permissions of a profile at this site. A profile that the site does not define has no
 * permissions.
 */
export const permissionsOf = (profiles: Profiles, profile: string | undefined): ReadonlySet<Permission> => {
  const effective = effectiveProfiles(profiles)
  return new Set(profile !== undefined && Object.hasOwn(effective, profile) ? effective[profile] : [])
}
