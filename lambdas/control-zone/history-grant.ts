/**
 * The permission to see stored answers of closed conversations is given by two steps: put-site, to a profile, and put-person, to a
 * person. Each such grant is a line of the log, which an alarm counts (promise I13).
 */
import type { SiteId } from '../../contracts/identifiers.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'
import type { Log } from '../core/log.ts'
import { permissionsOf } from '../core/people/permissions.ts'

type Profiles = SiteSettings['profiles']

/** Whether a profile of the site may see the history. */
export const grantsHistory = (profiles: Profiles, profile: string | undefined): boolean =>
  permissionsOf(profiles, profile).has('secure-form:view-history')

/** Whether one of these profiles may see the history now and could not before. */
export const grantsHistoryAnew = (names: readonly string[], before: Profiles, after: Profiles): boolean =>
  names.some((name) => grantsHistory(after, name) && !grantsHistory(before, name))

export const logHistoryGrant = (log: Log, siteId: SiteId): void =>
  log.write({ line: 'event', event: 'history-granted', siteId })
