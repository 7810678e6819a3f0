/** Finds the site that a command line names. */
import { SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { UsageFailure } from '../usage-failure.ts'

/**
 * Returns the site.
 * @param site may be left out if the stage serves only one site
 * @throws {UsageFailure} if the stage does not serve the site
 */
export function siteOfStage({ stage, sites }: Pick<StageSettings, 'stage' | 'sites'>, site?: string): SiteId {
  const [only, ...others] = sites
  if (site === undefined && only !== undefined && others.length === 0) return only
  if (site === undefined) throw new UsageFailure(`Specify one of the sites of ${stage}: --site ${sites.join(' or ')}.`)
  const siteId = SiteId.safeParse(site).data
  if (siteId !== undefined && sites.includes(siteId)) return siteId
  throw new UsageFailure(
    `The stage ${stage} has the sites ${sites.join(', ')}, but not ${site}: add it to sites in stages.json and deploy.`,
  )
}
