/**
 * Checks whether the stage's Availability Zones exist in this account and offer the services that the isolated network
 * needs.
 */
import * as z from 'zod/mini'
import { unservedZones } from '../../../lib/availability-zones.ts'
import type { StageSettings } from '../../../lib/stage-settings.ts'
import { xmlList } from '../aws/reply.ts'
import { type Check, type CheckContext, ok, problem, warning } from '../finding.ts'

/**
 * Returns true if a Lambda function can be attached to a network in this Availability Zone. No API lists the zones in
 * which this is impossible.
 */
const isServed = ({ zoneId }: Zone): boolean => !Object.hasOwn(unservedZones, zoneId)

const checkByHand = 'Check by hand that the zones have endpoints of KMS: aws ec2 describe-vpc-endpoint-services.'

interface Zone {
  /** A name such as `us-east-1a`, which means a different zone in each account. */
  readonly zoneName: string
  /** An id such as `use1-az1`, which means the same zone in each account. */
  readonly zoneId: string
}

const Zones = z.looseObject({
  availabilityZoneInfo: xmlList(
    'item',
    z.looseObject({
      zoneName: z.string(),
      zoneId: z.string(),
      zoneState: z.optional(z.string()),
      zoneType: z._default(z.string(), 'availability-zone'),
    }),
  ),
})

const Endpoints = z.looseObject({
  serviceDetailSet: xmlList(
    'item',
    z.looseObject({ serviceName: z.string(), availabilityZoneSet: xmlList('item', z.string()) }),
  ),
})

/**
 * The services whose endpoints are checked. The network has an endpoint only for KMS. The other endpoints only show
 * whether AWS offers the service in an Availability Zone.
 */
const endpointServices = ['kms', 'lambda', 'elasticache'] as const
type EndpointService = (typeof endpointServices)[number]

export const zones: Check = {
  name: 'zones',
  async run({ settings, readAws, deployed }) {
    const existing = await existingZones({ readAws })
    const served = existing.filter(isServed)
    const wrong = settings.availabilityZones.flatMap((named) => {
      const zone = zoneOf(existing, named)
      if (zone === undefined) return [`${named} is not a zone of this account`]
      return isServed(zone) ? [] : [`${describe(zone)}: ${unservedZones[zone.zoneId]}`]
    })
    if (wrong.length === 0)
      return ok(settings.availabilityZones.map((named) => describe(zoneOf(existing, named))).join(', '))
    return problem(wrong.join('; '), await propose(settings, served, deployed))
  },
}

export const zoneEndpoints: Check = {
  name: 'zone endpoints',
  async run({ settings, readAws, deployed }) {
    const existing = await existingZones({ readAws })
    const offered = await offeredZones({ settings, readAws })
    const unlisted = endpointServices.filter((service) => !offered.has(service))
    if (unlisted.length > 0) {
      return { state: 'unknown', found: `AWS lists no endpoints of ${unlisted.join(', ')}`, change: checkByHand }
    }
    const chosen = settings.availabilityZones
      .map((named) => zoneOf(existing, named))
      .filter((zone) => zone !== undefined)
    const lacking = (service: EndpointService, among: readonly Zone[]) =>
      among
        .filter(({ zoneName }) => offered.get(service)?.has(zoneName) !== true)
        .map((zone) => `${describe(zone)} has no endpoint of ${service}`)
    const served = existing.filter(
      (zone) => isServed(zone) && endpointServices.every((each) => lacking(each, [zone]).length === 0),
    )
    const required = lacking('kms', chosen.slice(0, settings.keyEndpointZones))
    if (required.length > 0) return problem(required.join('; '), await propose(settings, served, deployed))
    const others = [...lacking('lambda', chosen), ...lacking('elasticache', chosen)]
    if (others.length === 0) return ok('KMS, Lambda and ElastiCache have endpoints in these zones')
    return warning(
      others.join('; '),
      `AWS lists no zones for Lambda in networks and ElastiCache Serverless; a missing endpoint suggests that they are missing too. ${await propose(settings, served, deployed)}`,
    )
  },
}

const existingZones = async ({ readAws }: Pick<CheckContext, 'readAws'>): Promise<readonly Zone[]> => {
  const { availabilityZoneInfo } = await readAws('ec2:DescribeAvailabilityZones', Zones)
  return availabilityZoneInfo.filter(
    ({ zoneState, zoneType }) => (zoneState ?? 'available') === 'available' && zoneType === 'availability-zone',
  )
}

/** Returns the names of the Availability Zones that offer each service. Services that AWS does not list are omitted. */
const offeredZones = async ({ settings, readAws }: Pick<CheckContext, 'settings' | 'readAws'>) => {
  const nameOf = (service: EndpointService) => `com.amazonaws.${settings.region}.${service}`
  const parameters = Object.fromEntries(
    endpointServices.map((each, place) => [`ServiceName.${place + 1}`, nameOf(each)]),
  )
  const { serviceDetailSet } = await readAws('ec2:DescribeVpcEndpointServices', Endpoints, { parameters })
  return new Map<EndpointService, ReadonlySet<string>>(
    endpointServices.flatMap((service) =>
      serviceDetailSet
        .filter(({ serviceName }) => serviceName === nameOf(service))
        .map(({ availabilityZoneSet }) => [service, new Set(availabilityZoneSet)] as const),
    ),
  )
}

const zoneOf = (existing: readonly Zone[], id: string): Zone | undefined => existing.find(({ zoneId }) => zoneId === id)

const describe = (zone: Zone | undefined): string => (zone === undefined ? '' : `${zone.zoneName} (${zone.zoneId})`)

/** Proposes three Availability Zones for the settings. Keeps the current zones if they are suitable. */
const propose = async (
  { availabilityZones, region }: StageSettings,
  served: readonly Zone[],
  deployed: CheckContext['deployed'],
): Promise<string> => {
  const kept = availabilityZones.map((named) => zoneOf(served, named)).filter((zone) => zone !== undefined)
  const three = [...new Set([...kept, ...served])].slice(0, 3)
  if (three.length < 3) return `This account has fewer than three such zones in ${region}: choose another Region.`
  const { stacks } = await deployed()
  const fixed = stacks.includes('network') ? ' A deployed stage cannot change its zones: this needs a new stage.' : ''
  return `Set availabilityZones to ${JSON.stringify(three.map(({ zoneId }) => zoneId))}.${fixed}`
}
