/** The permissions whose gain a person must confirm: they open stored answers, delete data, or give power over all others. */
import { builtInProfiles, type Permission } from '../../../contracts/permissions.ts'
import type { SiteSettings } from '../../../contracts/site-settings.ts'

const sensitive: readonly Permission[] = ['secure-form:view-history', 'site:administer', 'data:erase']

/** Returns the sensitive permissions in `after` that are not in `before`. */
export const sensitiveGains = (before: Iterable<Permission>, after: Iterable<Permission>): readonly Permission[] => {
  const [had, has] = [new Set(before), new Set(after)]
  return sensitive.filter((permission) => has.has(permission) && !had.has(permission))
}

/** Every profile of the site with its permissions. Administrators always administer the site. */
export const profilesOf = ({ profiles }: Pick<SiteSettings, 'profiles'>): Map<string, Set<Permission>> => {
  const all = new Map(
    [...Object.entries(builtInProfiles), ...Object.entries(profiles)].map(([name, granted]) => [
      name,
      new Set<Permission>(granted),
    ]),
  )
  all.get('administrator')?.add('site:administer')
  return all
}
