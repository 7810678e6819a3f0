import type { Decision, DecisionRefusal } from '../people/administrator.ts'
import type { SiteRecord } from './site.ts'

export interface Sites {
  /** Stores a site unless it is there; false when it is. */
  add(site: SiteRecord): Promise<boolean>
  /**
   * Replaces the settings of a site that stand at the decision's revision, raises the revision, and puts the decision on record, all in
   * one transaction. Throws `storage-failed` when it cannot know, `storage-conflict` when it never got through.
   */
  replace(
    site: SiteRecord,
    decision: Decision,
  ): Promise<{ readonly replaced: true } | DecisionRefusal<'caller' | 'site'>>
}
