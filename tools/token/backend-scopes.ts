/** Defines the scopes of a chat backend's access token. */
import type { SiteId } from '../../contracts/identifiers.ts'
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import { siteScopeOf } from '../../lambdas/identity/site-scope.ts'

/**
 * Returns the scopes that a chat backend needs.
 * @param siteId the site, if the stage has its own pool. The result then includes the scope for this site
 */
export const backendScopes = (siteId?: SiteId): readonly string[] =>
  siteId === undefined ? [conversationsScope] : [conversationsScope, siteScopeOf(siteId)]
