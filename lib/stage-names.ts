/** Names in a stage. Names that a stack needs before the resource exists are defined here, once. */
import { edgeRegion } from './regions.ts'
import type { StageSettings } from './stage-settings.ts'

type Stage = Pick<StageSettings, 'stage'>
type StageLocation = Pick<StageSettings, 'stage' | 'region'>
type StageAccount = StageLocation & Pick<StageSettings, 'account'>

export const prefixOf = ({ stage }: Stage): string => `sealform-${stage}`

/**
 * The name of something that an account has once for all Regions, such as a role. The Region in it lets a second Region
 * have a stage of the same name.
 */
export const accountWideNameOf = (place: StageLocation, name: string): string =>
  `${prefixOf(place)}-${name}-${place.region}`

/** The name in a Region. In us-east-1 stages of every Region keep what CloudFront requires there. */
export const nameIn = (place: StageLocation, region: string, name: string): string =>
  region === place.region ? `${prefixOf(place)}-${name}` : accountWideNameOf(place, name)

/** The name is fixed, because other stacks refer to the function by it. */
export const functionNameOf = (stage: Stage, name: string): string => `${prefixOf(stage)}-${name}`

/** The role of a step's function. Its name is fixed, because key policies name it before it exists. */
export const roleNameOf = accountWideNameOf

export const roleArnOf = (place: StageAccount, name: string): string =>
  `arn:aws:iam::${place.account}:role/${roleNameOf(place, name)}`

/** The policy that limits every role of the stage; undefined if the stage has none. */
export const permissionsBoundaryArnOf = ({
  account,
  permissionsBoundary,
}: Pick<StageSettings, 'account' | 'permissionsBoundary'>): string | undefined =>
  permissionsBoundary === undefined || permissionsBoundary.startsWith('arn:')
    ? permissionsBoundary
    : `arn:aws:iam::${account}:policy/${permissionsBoundary}`

export const logGroupNameOf = ({ stage }: Stage, what: string): string => `/sealform/${stage}/${what}`

/** The firewall delivers its log only to groups whose names have this prefix. */
export const firewallLogGroupNameOf = (stage: Stage, what: string): string => `aws-waf-logs-${prefixOf(stage)}-${what}`

/** The firewall of CloudFront, and its metrics. */
export const edgeFirewallNameOf = (place: StageLocation): string => nameIn(place, edgeRegion, 'edge')

export const edgeFirewallLogGroupNameOf = (place: StageLocation): string => `aws-waf-logs-${edgeFirewallNameOf(place)}`

/** A trail of all Regions is listed in each of them under its name. */
export const trailNameOf = (place: StageLocation): string => accountWideNameOf(place, 'trail')

/** The trail's key and bucket name the trail before it exists. */
export const trailArnOf = (place: StageAccount): string =>
  `arn:aws:cloudtrail:${place.region}:${place.account}:trail/${trailNameOf(place)}`

/** The alarm on CloudFront's firewall has its own topic, in us-east-1. */
export const alarmTopicNameOf = (place: StageLocation, region: string = place.region): string =>
  nameIn(place, region, 'alarms')

/** The topic's key names the topic before it exists. */
export const alarmTopicArnOf = (place: StageAccount, region: string = place.region): string =>
  `arn:aws:sns:${region}:${place.account}:${alarmTopicNameOf(place, region)}`

/** The name by which people find the client of a site's chat backend in the pool. */
export const chatBackendNameOf = (stage: Stage, siteId: string): string => `${prefixOf(stage)}-chat-backend-${siteId}`

/** The cache of sealed answers. ElastiCache reports its metrics under this name. */
export const holdingNameOf = (stage: Stage): string => `${prefixOf(stage)}-holding`

/** Whether the stage keeps its data: then nothing that stores data is deleted with its stack. */
export const retainsData = ({ purpose }: Pick<StageSettings, 'purpose'>): boolean => purpose === 'production'
