/** The scopes of a chat backend's access token. */
import type { SiteId } from '../../contracts/identifiers.ts'
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import { siteScopeOf } from '../../lambdas/identity/site-scope.ts'

/** @param siteId for a stage with its own pool, in which a scope names the site */
export const backendScopes = (siteId?: SiteId): readonly string[] =>
  siteId === undefined ? [conversationsScope] : [conversationsScope, siteScopeOf(siteId)]
