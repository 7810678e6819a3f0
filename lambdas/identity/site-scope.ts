/**
 * The scope with which Cognito restricts a chat backend to one site, such as `sealform-sites-6/acme`. A resource server
 * has at most 100 scopes, so there are sixteen resource servers. The site id alone determines the resource server, so
 * adding or removing a site does not move the scopes of other sites.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
import { createHash } from 'node:crypto'
import type { SiteId } from '../../contracts/identifiers.ts'

export const siteResourceServerOf = (siteId: SiteId): string =>
  `sealform-sites-${createHash('sha256').update(siteId).digest('hex').charAt(0)}`

export const siteScopeOf = (siteId: SiteId): string => `${siteResourceServerOf(siteId)}/${siteId}`

/** Returns the part of a scope that names the site, or nothing for a scope that grants no site. */
export const siteInScope = (scope: string): string | undefined => /^sealform-sites-[0-9a-f]\/(.+)$/.exec(scope)?.[1]
