/**
 * Checks the Availability Zones of the isolated network. The settings contain their ids, because an id refers to the
 * same physical zone in every account. A name such as `us-east-1a` can refer to a different zone in each account.
 * https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
 */
import type { Region } from './regions.ts'

/** The Availability Zones in which the isolated network cannot work, each with the reason. */
export const unservedZones: Readonly<Record<string, string>> = {
  // `The provided subnets contain availability zone Lambda doesn't support`:
  // https://github.com/keboola/developer-portal/issues/81
  // This zone has no instances with Nitro or Graviton: https://wolfman.dev/posts/exclude-use1-az3/
  'use1-az3': 'Lambda and ElastiCache do not serve networks there',
}

/**
 * Returns the prefix of a Region's zone ids. For `ap-northeast-1`, it is `apne1`:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
 */
const idPrefixOf = (region: Region): string => {
  const [area = '', direction = '', number = ''] = region.split('-')
  const initials = /^(north|south)(east|west)$/.exec(direction)?.slice(1) ?? [direction]
  return `${area}${initials.map(([initial]) => initial).join('')}${number}`
}

/**
 * Returns what is wrong with the setting, as the end of a sentence that begins with `In the stage …,`. Returns
 * undefined if the setting is valid.
 */
export function describeZonesError(region: Region, zones: readonly string[]): string | undefined {
  const prefix = idPrefixOf(region)
  const lookUp = `\`aws ec2 describe-availability-zones --region ${region}\` lists as ZoneId`
  const unserved = zones.find((zone) => Object.hasOwn(unservedZones, zone))
  if (unserved !== undefined) {
    return `availabilityZones names ${unserved}, but must name other zones, which ${lookUp}: ${unservedZones[unserved]}`
  }
  const ofRegion = new Set(zones.filter((zone) => new RegExp(`^${prefix}-az\\d$`).test(zone)))
  if (ofRegion.size === 3 && zones.length === 3) return undefined
  return `availabilityZones is ${JSON.stringify(zones)}, but must be three ids of zones such as ${prefix}-az1, which ${lookUp}`
}
