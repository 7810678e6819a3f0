/**
 * The scope by which Cognito grants a chat backend its one site, such as `sealform-sites-6/acme`. A resource server has
 * at most 100 scopes, so there are sixteen. The site id determines which one: adding or removing sites moves none.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
import { createHash } from 'node:crypto'
import type { SiteId } from '../../contracts/identifiers.ts'

export const siteResourceServerOf = (siteId: SiteId): string =>
  `sealform-sites-${createHash('sha256').update(siteId).digest('hex').charAt(0)}`

export const siteScopeOf = (siteId: SiteId): string => `${siteResourceServerOf(siteId)}/${siteId}`

/** The site's segment of a scope; nothing for a scope that grants no site. */
export const siteInScope = (scope: string): string | undefined => /^sealform-sites-[0-9a-f]\/(.+)$/.exec(scope)?.[1]
