import { expect, test } from 'vitest'
import { describeZonesError, unservedZones } from '../../lib/availability-zones.ts'
import { type Region, regions } from '../../lib/regions.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html */
const idPrefixes: Readonly<Record<Region, string>> = {
  'ap-northeast-1': 'apne1',
  'ap-northeast-2': 'apne2',
  'ap-south-1': 'aps1',
  'ap-southeast-1': 'apse1',
  'ap-southeast-2': 'apse2',
  'ca-central-1': 'cac1',
  'eu-central-1': 'euc1',
  'eu-north-1': 'eun1',
  'eu-west-1': 'euw1',
  'eu-west-2': 'euw2',
  'eu-west-3': 'euw3',
  'sa-east-1': 'sae1',
  'us-east-1': 'use1',
  'us-east-2': 'use2',
  'us-west-2': 'usw2',
}

const idsIn = (region: Region) =>
  [1, 2, 3, 4].map((number) => `${idPrefixes[region]}-az${number}`).filter((zone) => !(zone in unservedZones))

test.each(regions)('%s accepts the ids of any three of its own Availability Zones, in any order', (region) => {
  const ids = idsIn(region).slice(0, 3)
  expect(describeZonesError(region, ids)).toBeUndefined()
  expect(describeZonesError(region, ids.reverse())).toBeUndefined()
})

test.each(regions)('%s refuses the ids of Availability Zones in another Region', (region) => {
  const other = region === 'us-east-1' ? 'us-east-2' : 'us-east-1'
  expect(describeZonesError(region, idsIn(other).slice(0, 3))).toMatch(`such as ${idPrefixes[region]}-az1, which`)
})

test.each(Object.entries(unservedZones))('the Availability Zone %s is refused with the reason', (zone, reason) => {
  expect(describeZonesError('us-east-1', ['use1-az1', 'use1-az2', zone])).toMatch(`names ${zone}, but`)
  expect(describeZonesError('us-east-1', ['use1-az1', 'use1-az2', zone])).toMatch(reason)
})
