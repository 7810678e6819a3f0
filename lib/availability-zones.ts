/**
 * The zones of the isolated network, by their ids: an id names the same physical zone in every account, a name such as
 * `us-east-1a` does not. https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
 */
import type { Region } from './regions.ts'

/** Zones in which the isolated network cannot work, and why. */
export const unservedZones: Readonly<Record<string, string>> = {
  // `The provided subnets contain availability zone Lambda doesn't support`:
  // https://github.com/keboola/developer-portal/issues/81
  // Nothing that needs Nitro or Graviton: https://wolfman.dev/posts/exclude-use1-az3/
  'use1-az3': 'Lambda and ElastiCache do not serve networks there',
}

/** `ap-northeast-1` is `apne1`: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html */
const idPrefixOf = (region: Region): string => {
  const [area = '', direction = '', number = ''] = region.split('-')
  const initials = /^(north|south)(east|west)$/.exec(direction)?.slice(1) ?? [direction]
  return `${area}${initials.map(([initial]) => initial).join('')}${number}`
}

/** What is wrong with the setting, after `In the stage …,`; undefined if nothing is. */
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
