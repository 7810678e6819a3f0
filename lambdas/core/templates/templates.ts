import type { SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import type { SiteEvent } from '../audit/audit.ts'
import type { TemplateRecord } from './template-record.ts'

export interface TemplateRef {
  readonly siteId: SiteId
  readonly templateId: TemplateId
  readonly version: number | 'latest'
}

export type NewTemplateVersion = Omit<Template, 'version'>

/** The audit record of a template change, stored with it in one of the site's day chains: both or neither. */
export interface TemplateChange {
  readonly event: SiteEvent
  readonly now: number
  /** Only while this is the latest version. */
  readonly ifLatest?: number | undefined
}

export interface Templates {
  /** The latest version of each template, by id, at most `limit`, after the given one. */
  list(
    siteId: SiteId,
    page: { limit: number; after?: TemplateId | undefined },
  ): Promise<{ templates: readonly TemplateRecord[]; next?: TemplateId }>
  /** Stores version 1 of a template, enabled and without an audit record, for a new site; false when it exists. */
  add(siteId: SiteId, template: NewTemplateVersion): Promise<boolean>
  /**
   * Stores the next version, enabled, as the latest. Concurrent calls get different versions. Nothing when `ifLatest`
   * is not the latest. Throws `storage-failed` on an unknown outcome, `storage-conflict` if no attempt succeeds.
   */
  addVersion(siteId: SiteId, template: NewTemplateVersion, change: TemplateChange): Promise<Template | undefined>
  /**
   * Disables a template; false when it does not exist, or when `ifLatest` is not its latest version. Forms already sent
   * are unaffected. Throws like `addVersion`.
   */
  disable(siteId: SiteId, templateId: TemplateId, change: TemplateChange): Promise<boolean>
}
