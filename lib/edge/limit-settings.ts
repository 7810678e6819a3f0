/** The settings that limit requests per address at the edge, and per step at the API. */
import * as z from 'zod/mini'
import { stepName, wholeNumber } from '../setting-schemas.ts'

/**
 * The range of limits that a firewall rule supports:
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
 */
const requests = wholeNumber(10, 2_000_000_000)

/**
 * The limits of requests from one address within five minutes. Each request counts towards only one of these limits.
 * The defaults leave room for many people behind one address:
 * `signedInSteps`: 500 agents with 120 requests each, or a chat backend that opens and closes 100 forms a second.
 * `visitorSteps`: 1,500 visitors of one mobile carrier with 20 requests each.
 * `pages`: documents and files, which CloudFront mostly serves from its cache.
 * `trusted`: all of these together, for each address in `trustedRanges`: a chat backend with 1,000 forms a second.
 */
export const EdgeLimits = z.strictObject({
  signedInSteps: z._default(requests, 60_000),
  visitorSteps: z._default(requests, 30_000),
  pages: z._default(requests, 300_000),
  trusted: z._default(requests, 600_000),
})
export type EdgeLimits = z.infer<typeof EdgeLimits>

const rangeAllowed = 'a range of addresses such as 203.0.113.0/24 or 2001:db8::/48'
/**
 * A range of addresses. AWS WAF accepts any range except all addresses:
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSet.html
 */
export const AddressRange = z
  .string({ error: rangeAllowed })
  .check(
    z.refine(
      (range) => !range.endsWith('/0') && (z.cidrv4().safeParse(range).success || z.cidrv6().safeParse(range).success),
      { error: rangeAllowed },
    ),
  )

/**
 * The limits of requests per second for a step, from all sites and callers together. The account's own limit in a
 * Region is 10,000.
 */
export const Throttles = z.partialRecord(stepName, wholeNumber(1, 10_000))
