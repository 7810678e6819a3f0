import { SiteId } from '../../contracts/identifiers.ts'
import { visitorPagePath } from '../../contracts/pages.ts'
import { parseUrl } from '../../contracts/parse-url.ts'
import { fragmentInPath, parseVisitorLink, visitorFragment } from '../shared/visitor-link.ts'

const loopbackName = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Returns true if both origins are the same service. The local run answers under every name of this machine, so a link of
 * `127.0.0.1` also works with the script of `localhost`.
 */
const isSameService = (url: URL, serviceOrigin: string): boolean => {
  if (url.origin === serviceOrigin) return true
  const service = new URL(serviceOrigin)
  return (
    [url, service].every(({ hostname }) => loopbackName.test(hostname)) &&
    url.protocol === service.protocol &&
    url.port === service.port
  )
}

/** Parses a link. A chat may have put a bracket or a quotation mark before it. */
const parseLink = (link: string): URL | undefined => parseUrl(link.replace(/^[\s<("']+/, ''))

/** Returns the origin of a link that leads to another service, for a warning. Undefined for a text that is not a web link. */
export const foreignOriginOf = (link: string, serviceOrigin: string): string | undefined => {
  const url = parseLink(link)
  return url === undefined || !/^https?:$/.test(url.protocol) || isSameService(url, serviceOrigin)
    ? undefined
    : url.origin
}

/**
 * Returns the URL of a link if it leads to this service's visitor page and has a complete key, otherwise `undefined`. Anyone may
 * post links in a chat, but a frame with the title *Secure form* must not show any other page. Drops a query and everything else
 * that chats and gateways add to a link.
 */
export const parsePageLink = (link: string, serviceOrigin: string): string | undefined => {
  const url = parseLink(link)
  if (url === undefined || !isSameService(url, serviceOrigin)) return undefined
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
