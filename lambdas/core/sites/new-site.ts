/** A site as it begins: with the shipped templates and the settings of the contract. */
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
  /** What this needs of `Records`, which depends on this folder. */
  readonly records: {
    readonly read: (wanted: { readonly site: SiteId }) => Promise<{ readonly site?: SiteRecord }>
  }
  readonly sites: Pick<Sites, 'add'>
  readonly templates: Pick<Templates, 'add'>
}

/**
 * Makes a site, unless it is there; of one that was half made, what is missing. What somebody has since changed is left alone, and
 * two at once make each template once.
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
    // Last, so that a site that is there is whole.
    await sites.add(SiteSettings.parse({ siteId, name }))
    return 'made'
  }
