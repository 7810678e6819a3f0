/** Creates a site that has the shipped templates and the default settings of the contract. */
import { type SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import { defaultSiteName, SiteSettings } from '../../../contracts/site-settings.ts'
import { Template, type TemplateDraftInput } from '../../../contracts/template.ts'
import { bankAccount } from '../templates/shipped/bank-account.ts'
import { cardPayment } from '../templates/shipped/card-payment.ts'
import { identityCheck } from '../templates/shipped/identity-check.ts'
import type { Templates } from '../templates/templates.ts'
import type { SiteRecord } from './site.ts'
import type { Sites } from './sites.ts'

const shipped: Readonly<Record<string, TemplateDraftInput>> = {
  'card-payment': cardPayment,
  'identity-check': identityCheck,
  'bank-account': bankAccount,
}

export const shippedTemplateIds: readonly string[] = Object.keys(shipped)

export interface NewSitePorts {
  /**
   * The part of `Records` that `newSite` needs. This file cannot import `Records`, because `Records` depends on this
   * folder.
   */
  readonly records: {
    readonly read: (lookup: { readonly site: SiteId }) => Promise<{ readonly site?: SiteRecord }>
  }
  readonly sites: Pick<Sites, 'add'>
  readonly templates: Pick<Templates, 'add'>
}

/**
 * Creates a site if it does not exist, and completes a site that was created only in part. Does not overwrite later
 * changes. Concurrent calls create each template only once.
 */
export const newSite =
  ({ records, sites, templates }: NewSitePorts) =>
  async (siteId: SiteId, name: string = defaultSiteName(siteId)): Promise<'made' | 'was there'> => {
    if ((await records.read({ site: siteId })).site !== undefined) return 'was there'
    for (const [id, draft] of Object.entries(shipped)) {
      const templateId = TemplateId.parse(id)
      const { version: _, ...content } = Template.parse({ ...draft, templateId, version: 1 })
      await templates.add(siteId, content)
    }
    // Create the site last, so that every existing site is complete.
    await sites.add(SiteSettings.parse({ siteId, name }))
    return 'made'
  }
