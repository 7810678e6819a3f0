import { SiteId } from '../../contracts/identifiers.ts'
import { visitorPagePath } from '../../contracts/pages.ts'
import { parseUrl } from '../../contracts/parse-url.ts'
import { parseVisitorLink } from '../shared/visitor-link.ts'

/**
 * Returns the URL of a link if it leads to this service's visitor page and has a complete key, otherwise `undefined`. Anyone may
 * post links in a chat, and a frame that is titled *Secure form* must not show any other page.
 */
export const parsePageLink = (link: string, serviceOrigin: string): string | undefined => {
  const url = parseUrl(link)
  if (url === undefined) return undefined
  const { origin, pathname, search, hash } = url
  const siteId = SiteId.safeParse(pathname.split('/').at(-1)).data
  const isPage = siteId !== undefined && pathname === visitorPagePath(siteId)
  const isOurs = origin === serviceOrigin && isPage && search === ''
  return isOurs && parseVisitorLink(hash) !== undefined ? `${origin}${pathname}${hash}` : undefined
}

/**
 * Adds the language to the page's URL. The `hello` message has it too, but may arrive after the form is already shown in another
 * language.
 */
export const withLanguage = (address: string, locale: string): string => {
  const url = new URL(address)
  url.searchParams.set('lang', locale)
  return url.href
}
