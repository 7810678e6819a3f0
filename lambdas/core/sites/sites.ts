import type { Decision, DecisionRefusal } from '../people/administrator.ts'
import type { SiteRecord } from './site.ts'

export interface Sites {
  /** Stores a site unless it exists; false when it does. */
  add(site: SiteRecord): Promise<boolean>
  /**
   * Replaces the settings of a site at the decision's revision, raises the revision and records the decision, in one
   * transaction. Throws `storage-failed` on an unknown outcome, `storage-conflict` if no attempt succeeds.
   */
  replace(
    site: SiteRecord,
    decision: Decision,
  ): Promise<{ readonly replaced: true } | DecisionRefusal<'caller' | 'site'>>
}
