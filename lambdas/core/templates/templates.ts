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

/** What is stored with a change of a template: its audit record, in one of the site's chains of the day. Either both are, or neither. */
export interface TemplateChange {
  readonly event: SiteEvent
  readonly now: number
  /** Only while this is the latest version. */
  readonly ifLatest?: number | undefined
}

export interface Templates {
  /** The latest version of each template in the order of their ids, `limit` at most, after the one named. */
  list(
    siteId: SiteId,
    page: { limit: number; after?: TemplateId | undefined },
  ): Promise<{ templates: readonly TemplateRecord[]; next?: TemplateId }>
  /** Stores version 1 of a template, enabled and without a record; false when the template exists. For a site that is being made. */
  add(siteId: SiteId, template: NewTemplateVersion): Promise<boolean>
  /**
   * Stores the version after the latest, enabled, and makes it the latest. Two at once get two versions. Nothing when `ifLatest` is not
   * the latest version. Throws `storage-failed` when it cannot know, `storage-conflict` when it never got through.
   */
  addVersion(siteId: SiteId, template: NewTemplateVersion, change: TemplateChange): Promise<Template | undefined>
  /**
   * Disables a template; false when there is none, or when `ifLatest` is not its latest version. Forms already sent are unaffected. Throws
   * like `addVersion`.
   */
  disable(siteId: SiteId, templateId: TemplateId, change: TemplateChange): Promise<boolean>
}
