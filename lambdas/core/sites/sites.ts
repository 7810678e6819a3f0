import type { Decision, DecisionRefusal } from '../people/administrator.ts'
import type { SiteRecord } from './site.ts'

export interface Sites {
  /** Stores a new site. Returns false if the site exists. */
  add(site: SiteRecord): Promise<boolean>
  /**
   * Replaces the settings of a site if their revision is that of the decision. Raises the revision and records the
   * decision in the same transaction. Throws `storage-failed` if the outcome is unknown, and `storage-conflict` if
   * every attempt fails.
   */
  replace(
    site: SiteRecord,
    decision: Decision,
  ): Promise<{ readonly replaced: true } | DecisionRefusal<'caller' | 'site'>>
}
