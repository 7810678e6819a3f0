/**
 * serve-page: the document of a page, with the headers that let the embedding origins of its site frame it and nobody else. It
 * spends nothing and stores nothing, so a preview or a scanner may fetch it as often as it likes.
 */
import { SiteId } from '../../contracts/identifiers.ts'
import type { PageName, PageRoute } from '../../contracts/pages.ts'
import {
  connectOriginsOf,
  renderSignInSettings,
  type SignInSettings,
  signInSettingsPlaceholder,
} from '../../contracts/sign-in-settings.ts'
import { pageHeaders } from '../core/page-policy.ts'
import type { Records } from '../core/records/records.ts'

/** HTML, by page. */
export type PageDocuments = Readonly<Partial<Record<PageName, string>>>

export interface ServePagePorts {
  readonly records: Records
  readonly documents: PageDocuments
  /** Who may frame a page of no site. */
  readonly embeddingOrigins: readonly string[]
  /** How administrators sign in; nothing where the stage does not know. */
  readonly signIn?: SignInSettings | undefined
}

export interface ServedPage {
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

/** Nothing for a page that was not built. A site that is not there gets the document, too, framed by nobody: that tells nothing. */
export const servePage =
  ({ records, documents, embeddingOrigins, signIn }: ServePagePorts) =>
  async (route: PageRoute, siteId: string | undefined): Promise<ServedPage | undefined> => {
    const html = documents[route.page]
    if (html === undefined) return undefined
    const origins = {
      site: async () => siteOrigins(records, siteId),
      stage: async () => embeddingOrigins,
      nobody: async () => [],
    }
    const framedBy = await origins[route.framedBy]()
    if (route.page !== 'admin' || signIn === undefined) return { html, headers: pageHeaders(framedBy) }
    return {
      html: html.replace(signInSettingsPlaceholder, () => renderSignInSettings(signIn)),
      headers: pageHeaders(framedBy, connectOriginsOf(signIn)),
    }
  }

const siteOrigins = async (records: Records, named: string | undefined): Promise<readonly string[]> => {
  const siteId = SiteId.safeParse(named)
  if (!siteId.success) return []
  return (await records.read({ site: siteId.data })).site?.embeddingOrigins ?? []
}
