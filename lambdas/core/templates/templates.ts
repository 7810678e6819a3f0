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

/**
 * What is stored with a change of a template: its audit record goes to one of the site's day chains, in the same
 * transaction.
 */
export interface TemplateChange {
  readonly event: SiteEvent
  readonly now: number
  /** The version that must be the latest for the change to take effect. If absent, any version may be. */
  readonly ifLatest?: number | undefined
}

export interface Templates {
  /** Lists at most `limit` templates in their latest version, by id, after the given one. */
  list(
    siteId: SiteId,
    page: { limit: number; after?: TemplateId | undefined },
  ): Promise<{ templates: readonly TemplateRecord[]; next?: TemplateId }>
  /** Stores version 1 of a template for a new site, enabled and without an audit record. Returns false if it exists. */
  add(siteId: SiteId, template: NewTemplateVersion): Promise<boolean>
  /**
   * Stores the next version as the latest, and enables the template. Concurrent calls get different version numbers.
   * Returns nothing if `ifLatest` is not the latest version. Throws `storage-failed` if the outcome is unknown, and
   * `storage-conflict` if every attempt fails.
   */
  addVersion(siteId: SiteId, template: NewTemplateVersion, change: TemplateChange): Promise<Template | undefined>
  /**
   * Disables a template. Returns false if it does not exist, or if `ifLatest` is not its latest version. Forms already
   * sent are unaffected. Throws like `addVersion`.
   */
  disable(siteId: SiteId, templateId: TemplateId, change: TemplateChange): Promise<boolean>
}
