/**
 * Logs a grant of the permission to view the stored answers of closed conversations. Two steps can grant it: put-site
 * to a profile, and put-person to a person. An alarm counts these log lines (promise I13).
 */
import type { SiteId } from '../../contracts/identifiers.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'
import type { Log } from '../core/log.ts'
import { permissionsOf } from '../core/people/permissions.ts'

type Profiles = SiteSettings['profiles']

/** True if a profile of the site may view the history. */
export const grantsHistory = (profiles: Profiles, profile: string | undefined): boolean =>
  permissionsOf(profiles, profile).has('secure-form:view-history')

/** True if one of these profiles may view the history after the change but not before it. */
export const newlyGrantsHistory = (names: readonly string[], before: Profiles, after: Profiles): boolean =>
  names.some((name) => grantsHistory(after, name) && !grantsHistory(before, name))

export const logHistoryGrant = (log: Log, siteId: SiteId): void =>
  log.write({ line: 'event', event: 'history-granted', siteId })
