import { SiteId } from '../../contracts/identifiers.ts'
import { visitorPagePath } from '../../contracts/pages.ts'
import { parseUrl } from '../../contracts/parse-url.ts'
import { parseVisitorLink } from '../shared/visitor-link.ts'

/**
 * The address behind a link that a chat carried, if it is one of this service's visitor page with a whole key. Chats carry what
 * anybody writes, and a frame that says *secure form* must show no other page.
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
 * The page's address that asks it to speak a language. In the address and not only in what the frame is told once it has loaded:
 * by then the form may be there, in another language.
 */
export const withLanguage = (address: string, locale: string): string => {
  const url = new URL(address)
  url.searchParams.set('lang', locale)
  return url.href
}
