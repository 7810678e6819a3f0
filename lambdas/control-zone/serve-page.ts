/**
 * serve-page: returns the HTML document of a page, with headers that let only the site's embedding origins frame it.
 * Claims and stores nothing, so link previews and scanners may fetch the page any number of times. The visitor's page
 * contains the site's name, which it shows before the form is opened
 * (docs/decisions/0048-the-visitors-page-names-its-site.md).
 */
import { SiteId } from '../../contracts/identifiers.ts'
import type { PageName, PageRoute } from '../../contracts/pages.ts'
import { connectOriginsOf, renderSignInSettings, signInSettingsPlaceholder } from '../../contracts/sign-in-settings.ts'
import { renderSiteName, siteNamePlaceholder } from '../../contracts/site-name-meta.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'
import { pageHeaders } from '../core/page-policy.ts'
import type { Records } from '../core/records/records.ts'
import type { FindSignIn } from './admin-sign-in.ts'

/** The HTML of each page. */
export type PageDocuments = Readonly<Partial<Record<PageName, string>>>

export interface ServePagePorts {
  readonly records: Records
  readonly documents: PageDocuments
  /** The origins that may frame a page that belongs to no site. */
  readonly embeddingOrigins: readonly string[]
  /** Returns the settings for administrators' sign-in. Absent if the stage has none. */
  readonly signIn?: FindSignIn | undefined
}

export interface ServedPage {
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Returns a page's document with its headers, or nothing for a page that was not built. For an unknown site, returns
 * the document without a name, and with headers that allow no framing.
 * @throws Fault `issuer-failed` if the endpoints for administrators' sign-in are not available
 */
export const servePage =
  ({ records, documents, embeddingOrigins, signIn }: ServePagePorts) =>
  async (route: PageRoute, siteId: string | undefined): Promise<ServedPage | undefined> => {
    const html = documents[route.page]
    if (html === undefined) return undefined
    const site = route.framedBy === 'site' ? await findSite(records, siteId) : undefined
    const origins = { site: site?.embeddingOrigins ?? [], stage: embeddingOrigins, none: [] }
    const framedBy = origins[route.framedBy]
    if (route.page === 'visitor' && site !== undefined) {
      return {
        html: html.replace(siteNamePlaceholder, () => renderSiteName(site.name)),
        headers: pageHeaders(html, framedBy),
      }
    }
    if (route.page !== 'admin' || signIn === undefined) return { html, headers: pageHeaders(html, framedBy) }
    const settings = await signIn()
    return {
      html: html.replace(signInSettingsPlaceholder, () => renderSignInSettings(settings)),
      headers: pageHeaders(html, framedBy, connectOriginsOf(settings)),
    }
  }

const findSite = async (records: Records, named: string | undefined): Promise<SiteSettings | undefined> => {
  const siteId = SiteId.safeParse(named)
  return siteId.success ? (await records.read({ site: siteId.data })).site : undefined
}
