/** Creates a site when it is first used, with the shipped templates. */
import { AgentId, type SiteId } from '../contracts/identifiers.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { type NewSitePorts, newSite } from '../lambdas/core/sites/new-site.ts'
import type { Sites } from '../lambdas/core/sites/sites.ts'
import { serviceActor } from '../lambdas/identity/actor.ts'

/** Returns a function that creates a site if it does not exist. Concurrent calls create the site only once. */
export const siteMaker = (ports: NewSitePorts): ((siteId: SiteId) => Promise<void>) => {
  const made = new Map<SiteId, Promise<unknown>>()
  const make = newSite(ports)
  return async (siteId) => {
    const known = made.get(siteId) ?? make(siteId)
    made.set(siteId, known)
    known.catch(() => made.delete(siteId))
    await known
  }
}

/**
 * Allows an origin to embed a site's pages. An earlier run may have created the site when the demo had another port.
 */
export const allowEmbedding = async (
  { records, sites, clock }: Pick<NewSitePorts, 'records'> & { readonly sites: Sites; readonly clock: Clock },
  siteId: SiteId,
  origin: string,
): Promise<void> => {
  const { site } = await records.read({ site: siteId })
  if (site === undefined || site.embeddingOrigins.includes(origin)) return
  const now = clock.now()
  await sites.replace(
    { ...site, embeddingOrigins: [...site.embeddingOrigins, origin] },
    {
      by: { siteId, issuer: 'local', subject: AgentId.parse('local-run'), signedInAt: now },
      siteRevision: site.revision,
      events: [{ event: 'site-changed', ...serviceActor, outcome: 'done', siteId }],
      now,
    },
  )
}
