import type { SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import type { TemplateRecord } from './template-record.ts'

export interface TemplateRef {
  readonly siteId: SiteId
  readonly templateId: TemplateId
  readonly version: number | 'latest'
}

export interface Templates {
  /** The latest version of each template in the order of their ids, `limit` at most, after the one named. */
  list(
    siteId: SiteId,
    page: { limit: number; after?: TemplateId | undefined },
  ): Promise<{ templates: readonly TemplateRecord[]; next?: TemplateId }>
  /**
   * Stores the version after the latest, enabled, and makes it the latest. Two at once get two versions; with `ifLatest`, only while
   * that is the latest version, and nothing otherwise.
   */
  addVersion(siteId: SiteId, template: Omit<Template, 'version'>): Promise<Template>
  addVersion(
    siteId: SiteId,
    template: Omit<Template, 'version'>,
    ifLatest: number | undefined,
  ): Promise<Template | undefined>
  /** Switches a template off; false when there is none, or when `ifLatest` is not its latest version. What was sent goes on. */
  disable(siteId: SiteId, templateId: TemplateId, ifLatest?: number): Promise<boolean>
}
