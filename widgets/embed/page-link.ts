import { SiteId } from '../../contracts/identifiers.ts'
import { visitorPagePath } from '../../contracts/pages.ts'
import { parseUrl } from '../../contracts/parse-url.ts'
import { fragmentInPath, parseVisitorLink, visitorFragment } from '../shared/visitor-link.ts'

/**
 * Returns the URL of a link if it leads to this service's visitor page and has a complete key, otherwise `undefined`. Anyone may
 * post links in a chat, but a frame with the title *Secure form* must not show any other page. Drops a query and everything else
 * that chats and gateways add to a link.
 */
export const parsePageLink = (link: string, serviceOrigin: string): string | undefined => {
  const url = parseUrl(link.replace(/^[\s<("']+/, ''))
  if (url === undefined || url.origin !== serviceOrigin) return undefined
  const { path, fragment } = fragmentInPath(url.pathname) ?? { path: url.pathname, fragment: url.hash }
  const siteId = SiteId.safeParse(path.replace(/\/+$/, '').split('/').at(-1)).data
  if (siteId === undefined || path.replace(/\/{2,}/g, '/').replace(/\/$/, '') !== visitorPagePath(siteId))
    return undefined
  const parsed = parseVisitorLink(fragment)
  return parsed && `${serviceOrigin}${visitorPagePath(siteId)}#${visitorFragment(parsed)}`
}

/**
 * Adds the language to the page's URL. The `hello` message also contains the language, but may arrive after the form is already
 * shown in another language.
 */
export const withLanguage = (address: string, locale: string): string => {
  const url = new URL(address)
  url.searchParams.set('lang', locale)
  return url.href
}
