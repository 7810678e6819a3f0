import { AgentId, type SiteId } from '../../contracts/identifiers.ts'
import type { Decision } from '../../lambdas/core/people/administrator.ts'

/** A valid decision at a site with unchanged settings, by an administrator who is not stored. */
export const decisionOf = (
  { siteId, issuer = 'https://issuer.example' }: { readonly siteId: SiteId; readonly issuer?: string },
  now: number,
): Decision => ({
  by: { siteId, issuer, subject: AgentId.parse('root'), signedInAt: now },
  siteRevision: undefined,
  events: [{ event: 'site-changed', actor: 'agent:root', outcome: 'done', siteId }],
  now,
})
