/** Defines the scopes of a chat backend's access token. */
import type { SiteId } from '../../contracts/identifiers.ts'
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import { siteScopeOf } from '../../lambdas/identity/site-scope.ts'

/**
 * Returns the scopes.
 * @param siteId the site, if the stage has its own pool. A scope of that pool names the site
 */
export const backendScopes = (siteId?: SiteId): readonly string[] =>
  siteId === undefined ? [conversationsScope] : [conversationsScope, siteScopeOf(siteId)]
