/** A site as it begins: with the shipped templates and the settings of the contract. */
import { type SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import { defaultSiteName, SiteSettings } from '../../../contracts/site-settings.ts'
import { Template, type TemplateDraftInput } from '../../../contracts/template.ts'
import { bankAccount } from '../templates/shipped/bank-account.ts'
import { cardPayment } from '../templates/shipped/card-payment.ts'
import { identityCheck } from '../templates/shipped/identity-check.ts'
import type { TemplateRecord } from '../templates/template-record.ts'
import type { TemplateRef, Templates } from '../templates/templates.ts'
import type { SiteRecord } from './site.ts'
import type { Sites } from './sites.ts'

const shipped: Readonly<Record<string, TemplateDraftInput>> = {
  'card-payment': cardPayment,
  'identity-check': identityCheck,
  'bank-account': bankAccount,
}

export const shippedTemplateIds: readonly string[] = Object.keys(shipped)

export interface NewSitePorts {
  /** What this needs of `Records`, which depends on this folder. */
  readonly records: {
    readonly read: (wanted: {
      readonly site?: SiteId
      readonly template?: TemplateRef
    }) => Promise<{ readonly site?: SiteRecord; readonly template?: TemplateRecord }>
  }
  readonly sites: Pick<Sites, 'add'>
  readonly templates: Pick<Templates, 'addVersion'>
}

/**
 * Makes a site, unless it is there; of one that was half made, what is missing. What somebody has since changed is left alone.
 * Two at once may both make it, which gives the templates another version and harms nobody.
 */
export const newSite =
  ({ records, sites, templates }: NewSitePorts) =>
  async (siteId: SiteId, name: string = defaultSiteName(siteId)): Promise<'made' | 'was there'> => {
    if ((await records.read({ site: siteId })).site !== undefined) return 'was there'
    for (const [id, draft] of Object.entries(shipped)) {
      const templateId = TemplateId.parse(id)
      const { template } = await records.read({ template: { siteId, templateId, version: 'latest' } })
      if (template !== undefined) continue
      const { version: _, ...content } = Template.parse({ ...draft, templateId, version: 1 })
      await templates.addVersion(siteId, content)
    }
    // Last, so that a site that is there is whole.
    await sites.add(SiteSettings.parse({ siteId, name }))
    return 'made'
  }
