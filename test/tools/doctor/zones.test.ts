import { describe, expect, test } from 'vitest'
import { zoneEndpoints, zones } from '../../../tools/doctor/checks/zones.ts'
import { changed, demo, findingsOf, production } from './account.ts'
import { endpointsReply, queryReply, zonesOf, zonesReply } from './healthy-account.ts'
import type { Replies } from './replies.ts'

const named = ['us-east-1a', 'us-east-1b', 'us-east-1c']
const withZones = (availabilityZones: readonly string[], settings = demo) => changed(settings, { availabilityZones })

describe('the availability zones in the settings', () => {
  test('are printed with the names that they have in this account', async () => {
    const found = 'us-east-1a (use1-az1), us-east-1b (use1-az2), us-east-1c (use1-az4)'
    expect(await findingsOf(zones, {}, demo)).toEqual([{ check: 'zones', state: 'ok', found }])
  })

  test('must exist in this account, or else the check proposes three that exist, with valid ones from the settings first', async () => {
    expect(await findingsOf(zones, {}, withZones(['use1-az1', 'use1-az5', 'use1-az6']))).toEqual([
      {
        check: 'zones',
        state: 'problem',
        found: 'use1-az5 is not a zone of this account',
        change: 'Set availabilityZones to ["use1-az1","use1-az6","use1-az2"].',
      },
    ])
  })

  test('must be available in this account', async () => {
    const closed = zonesOf('us-east-1').map((zone) =>
      zone.zoneName.endsWith('b') ? { ...zone, zoneState: 'impaired' } : zone,
    )
    const local = {
      zoneName: 'us-east-1-bos-1a',
      zoneId: 'use1-bos1-az1',
      zoneState: 'available',
      zoneType: 'local-zone',
    }
    const replies = { 'ec2:DescribeAvailabilityZones': zonesReply([...closed, local]) }
    expect(await findingsOf(zones, replies, withZones(['use1-az1', 'use1-az2', 'use1-bos1-az1']))).toMatchObject([
      { found: 'use1-az2 is not a zone of this account; use1-bos1-az1 is not a zone of this account' },
    ])
  })

  test('must all support Lambda, regardless of the zone’s letter in this account', async () => {
    const old = { zoneName: 'us-east-1c', zoneId: 'use1-az3', zoneState: 'available', zoneType: 'availability-zone' }
    const rest = zonesOf('us-east-1').filter(({ zoneName }) => zoneName !== 'us-east-1c')
    const replies = { 'ec2:DescribeAvailabilityZones': zonesReply([...rest, old]) }
    expect(await findingsOf(zones, replies, withZones(['use1-az1', 'use1-az2', 'use1-az3']))).toEqual([
      {
        check: 'zones',
        state: 'problem',
        found: 'us-east-1c (use1-az3): Lambda and ElastiCache do not serve networks there',
        change: 'Set availabilityZones to ["use1-az1","use1-az2","use1-az6"].',
      },
    ])
  })

  test('cannot be changed for a deployed stage', async () => {
    const stacks = { Stacks: { member: { StackName: 'sealform-demo-network' } } }
    const replies = { 'cloudformation:DescribeStacks': queryReply('DescribeStacks', stacks) }
    expect(await findingsOf(zones, replies, withZones(['use1-az5', 'use1-az2', 'use1-az4']))).toMatchObject([
      { change: expect.stringContaining('A deployed stage cannot change its zones: this needs a new stage.') },
    ])
  })

  test('cannot be proposed in an account with only two zones', async () => {
    const replies = { 'ec2:DescribeAvailabilityZones': zonesReply(zonesOf('us-east-1', ['a', 'b'])) }
    expect(await findingsOf(zones, replies, withZones(named))).toMatchObject([
      { state: 'problem', change: 'This account has fewer than three such zones in us-east-1: choose another Region.' },
    ])
  })
})

describe('VPC endpoints in the availability zones', () => {
  const [a, b, c, d] = zonesOf('eu-central-1').map(({ zoneName }) => zoneName)
  const settings = production
  const all = [a, b, c, d].filter((zone) => zone !== undefined)
  const offered = (zonesByService: object): Replies => ({
    'ec2:DescribeVpcEndpointServices': endpointsReply('eu-central-1', {
      kms: all,
      lambda: all,
      elasticache: all,
      ...zonesByService,
    }),
  })

  test('for KMS are needed in as many zones as the settings require', async () => {
    const replies = offered({ kms: [a, b, d] })
    expect(await findingsOf(zoneEndpoints, replies, settings)).toEqual([
      {
        check: 'zone endpoints',
        state: 'problem',
        found: 'eu-central-1c (euc1-az3) has no endpoint of kms',
        change: 'Set availabilityZones to ["euc1-az1","euc1-az2","euc1-az4"].',
      },
    ])
    expect(await findingsOf(zoneEndpoints, replies, changed(settings, { keyEndpointZones: 1 }))).toMatchObject([
      { state: 'ok' },
    ])
  })

  test('for Lambda and ElastiCache that a zone lacks are a warning', async () => {
    expect(await findingsOf(zoneEndpoints, offered({ elasticache: [a, c, d] }), settings)).toMatchObject([
      { state: 'warning', found: 'eu-central-1b (euc1-az2) has no endpoint of elasticache' },
    ])
  })

  test('that AWS does not list are reported as unknown', async () => {
    const replies = { 'ec2:DescribeVpcEndpointServices': endpointsReply('eu-central-1', {}) }
    expect(await findingsOf(zoneEndpoints, replies, settings)).toMatchObject([
      { state: 'unknown', found: 'AWS lists no endpoints of kms, lambda, elasticache' },
    ])
  })
})
