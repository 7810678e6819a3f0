import type { Decision, DecisionRefusal } from '../people/administrator.ts'
import type { SiteRecord } from './site.ts'

export interface Sites {
  /** Stores a site unless it exists. Returns false if it exists. */
  add(site: SiteRecord): Promise<boolean>
  /**
   * Replaces the settings of a site if they have the decision's revision, raises the revision and records the decision,
   * in one transaction. Throws `storage-failed` if the outcome is unknown, and `storage-conflict` if every attempt
   * fails.
   */
  replace(
    site: SiteRecord,
    decision: Decision,
  ): Promise<{ readonly replaced: true } | DecisionRefusal<'caller' | 'site'>>
}
