/** Makes a site on its first use, with the shipped templates. */
import { type SiteId, TemplateId } from '../contracts/identifiers.ts'
import { defaultSiteName, SiteSettings } from '../contracts/site-settings.ts'
import { Template, type TemplateDraftInput } from '../contracts/template.ts'
import { bankAccount } from '../lambdas/core/shipped-templates/bank-account.ts'
import { cardPayment } from '../lambdas/core/shipped-templates/card-payment.ts'
import { identityCheck } from '../lambdas/core/shipped-templates/identity-check.ts'
import type { Records, Sites, Templates } from '../lambdas/core/storage.ts'

const shipped: Readonly<Record<string, TemplateDraftInput>> = {
  'card-payment': cardPayment,
  'identity-check': identityCheck,
  'bank-account': bankAccount,
}

export interface SitePorts {
  readonly records: Records
  readonly sites: Sites
  readonly templates: Templates
}

/** Makes sure that a site is there; asked for twice at once it is made once. */
export const siteMaker = ({ records, sites, templates }: SitePorts): ((siteId: SiteId) => Promise<void>) => {
  const made = new Map<SiteId, Promise<void>>()
  const make = async (siteId: SiteId): Promise<void> => {
    if ((await records.read({ site: siteId })).site !== undefined) return
    for (const [id, draft] of Object.entries(shipped)) {
      const templateId = TemplateId.parse(id)
      const { version: _, ...content } = Template.parse({ ...draft, templateId, version: 1 })
      await templates.addVersion(siteId, content)
    }
    // Last, so that a site that is there is whole.
    await sites.put(SiteSettings.parse({ siteId, name: defaultSiteName(siteId) }))
  }
  return (siteId) => {
    const known = made.get(siteId) ?? make(siteId)
    made.set(siteId, known)
    known.catch(() => made.delete(siteId))
    return known
  }
}

/** Lets an origin embed the pages of a site. One that was made by an earlier run, when the demo had another port, learns of it, too. */
export const letEmbed = async ({ records, sites }: SitePorts, siteId: SiteId, origin: string): Promise<void> => {
  const { site } = await records.read({ site: siteId })
  if (site === undefined || site.embeddingOrigins.includes(origin)) return
  await sites.put({ ...site, embeddingOrigins: [...site.embeddingOrigins, origin] })
}
