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
 * The audit event and the condition of a change of a template. The audit record goes to one of the site's day chains,
 * in the same transaction as the change.
 */
export interface TemplateChange {
  readonly event: SiteEvent
  readonly now: number
  /** The version that must be the latest for the change to take effect. If absent, any version may be the latest. */
  readonly ifLatest?: number | undefined
}

export interface Templates {
  /** Lists the latest versions of at most `limit` templates. They are ordered by id and start after the given id. */
  list(
    siteId: SiteId,
    page: { limit: number; after?: TemplateId | undefined },
  ): Promise<{ templates: readonly TemplateRecord[]; next?: TemplateId }>
  /**
   * Stores version 1 of a template for a new site. The template is enabled, and there is no audit record. Returns false
   * if the template exists.
   */
  add(siteId: SiteId, template: NewTemplateVersion): Promise<boolean>
  /**
   * Stores the next version as the latest, and enables the template. Concurrent calls get different version numbers.
   * Returns nothing if `ifLatest` is not the latest version. Throws `storage-failed` if the outcome is unknown, and
   * `storage-conflict` if every attempt fails.
   */
  addVersion(siteId: SiteId, template: NewTemplateVersion, change: TemplateChange): Promise<Template | undefined>
  /**
   * Disables a template. Returns false if the template does not exist, or if `ifLatest` is not its latest version.
   * Forms already sent are unaffected. Throws the same faults as `addVersion`.
   */
  disable(siteId: SiteId, templateId: TemplateId, change: TemplateChange): Promise<boolean>
}
