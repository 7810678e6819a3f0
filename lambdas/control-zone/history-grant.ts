/**
 * Two steps can grant the permission to view stored answers of closed conversations: put-site grants it to a profile,
 * put-person to a person. Each grant writes a log line, which an alarm counts (promise I13).
 */
import type { SiteId } from '../../contracts/identifiers.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'
import type { Log } from '../core/log.ts'
import { permissionsOf } from '../core/people/permissions.ts'

type Profiles = SiteSettings['profiles']

/** Whether a profile of the site may view the history. */
export const grantsHistory = (profiles: Profiles, profile: string | undefined): boolean =>
  permissionsOf(profiles, profile).has('secure-form:view-history')

/** Whether one of these profiles may view the history now but could not before. */
export const newlyGrantsHistory = (names: readonly string[], before: Profiles, after: Profiles): boolean =>
  names.some((name) => grantsHistory(after, name) && !grantsHistory(before, name))

export const logHistoryGrant = (log: Log, siteId: SiteId): void =>
  log.write({ line: 'event', event: 'history-granted', siteId })
