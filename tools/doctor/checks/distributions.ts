/** Lists the account's CloudFront distributions, with the domains that they serve. */
import * as z from 'zod/mini'
import { allPages, pageToken } from '../aws/all-pages.ts'
import type { ReadAws } from '../aws/read-aws.ts'
import { xmlList } from '../aws/reply.ts'

const Distributions = z.looseObject({
  NextMarker: pageToken,
  Items: xmlList(
    'DistributionSummary',
    z.looseObject({ Id: z.string(), Aliases: z.optional(z.looseObject({ Items: xmlList('CNAME', z.string()) })) }),
  ),
})

/**
 * Returns the account's distributions and their domains.
 * @throws {AwsFailure}
 */
export const distributionsOf = (readAws: ReadAws) =>
  allPages(async (Marker) => {
    const page = await readAws('cloudfront:ListDistributions', Distributions, { parameters: { Marker } })
    return {
      items: page.Items.map(({ Id, Aliases }) => ({ id: Id, domains: Aliases?.Items ?? [] })),
      next: page.NextMarker,
    }
  })
