/** Names in a stage. Names that a stack needs before the resource exists are defined here, once. */
import { edgeRegion } from './regions.ts'
import type { StageSettings } from './stage-settings.ts'

type Stage = Pick<StageSettings, 'stage'>
type StageLocation = Pick<StageSettings, 'stage' | 'region'>
type StageAccount = StageLocation & Pick<StageSettings, 'account'>

export const prefixOf = ({ stage }: Stage): string => `sealform-${stage}`

/**
 * Returns the name of a resource whose name must be unique in the account across all Regions, such as a role. The name
 * contains the Region, so that a second Region can have a stage of the same name.
 */
export const accountWideNameOf = (place: StageLocation, name: string): string =>
  `${prefixOf(place)}-${name}-${place.region}`

/**
 * Returns the name of a resource in a Region. In a Region other than the stage's own, the name also contains the
 * stage's Region. This distinguishes the stages of several Regions in us-east-1, where CloudFront requires some of
 * their resources.
 */
export const nameIn = (place: StageLocation, region: string, name: string): string =>
  region === place.region ? `${prefixOf(place)}-${name}` : accountWideNameOf(place, name)

/** Returns the name of a function. It is fixed, because other stacks refer to the function by this name. */
export const functionNameOf = (stage: Stage, name: string): string => `${prefixOf(stage)}-${name}`

/**
 * Returns the name of the role of a step's function. It is fixed, because key policies refer to the role before it
 * exists.
 */
export const roleNameOf = accountWideNameOf

export const roleArnOf = (place: StageAccount, name: string): string =>
  `arn:aws:iam::${place.account}:role/${roleNameOf(place, name)}`

/** The policy that limits every role of the stage; undefined if the stage has no such policy. */
export const permissionsBoundaryArnOf = ({
  account,
  permissionsBoundary,
}: Pick<StageSettings, 'account' | 'permissionsBoundary'>): string | undefined =>
  permissionsBoundary === undefined || permissionsBoundary.startsWith('arn:')
    ? permissionsBoundary
    : `arn:aws:iam::${account}:policy/${permissionsBoundary}`

export const logGroupNameOf = ({ stage }: Stage, what: string): string => `/sealform/${stage}/${what}`

/**
 * The name of a log group of the firewall. The firewall delivers its log only to groups whose names have this prefix.
 */
export const firewallLogGroupNameOf = (stage: Stage, what: string): string => `aws-waf-logs-${prefixOf(stage)}-${what}`

/** The name of CloudFront's firewall and of its metrics. */
export const edgeFirewallNameOf = (place: StageLocation): string => nameIn(place, edgeRegion, 'edge')

export const edgeFirewallLogGroupNameOf = (place: StageLocation): string => `aws-waf-logs-${edgeFirewallNameOf(place)}`

/**
 * The name of the trail. It must be unique in the account, because a trail for all Regions is listed under its name in
 * each Region.
 */
export const trailNameOf = (place: StageLocation): string => accountWideNameOf(place, 'trail')

/** The name of the trail that records requests to the tables. */
export const tablesTrailNameOf = (place: StageLocation): string => accountWideNameOf(place, 'tables-trail')

/** The names of the stage's trails. */
export const trailNamesOf = (place: StageLocation): readonly string[] => [trailNameOf(place), tablesTrailNameOf(place)]

/**
 * The ARNs of the trails. They are defined here, because the policies of the trails' key and bucket refer to the trails
 * before they exist.
 */
export const trailArnsOf = (place: StageAccount): readonly string[] =>
  trailNamesOf(place).map((name) => `arn:aws:cloudtrail:${place.region}:${place.account}:trail/${name}`)

/** The name of the alarms' topic. The alarm on CloudFront's firewall has its own topic in us-east-1. */
export const alarmTopicNameOf = (place: StageLocation, region: string = place.region): string =>
  nameIn(place, region, 'alarms')

/**
 * The ARN of the alarms' topic. It is defined here, because the policy of the topic's key refers to the topic before it
 * exists.
 */
export const alarmTopicArnOf = (place: StageAccount, region: string = place.region): string =>
  `arn:aws:sns:${region}:${place.account}:${alarmTopicNameOf(place, region)}`

/** The name by which people find the client of a site's chat backend in the pool. */
export const chatBackendNameOf = (stage: Stage, siteId: string): string => `${prefixOf(stage)}-chat-backend-${siteId}`

/** The name of the cache of sealed answers. ElastiCache reports the cache's metrics under this name. */
export const holdingNameOf = (stage: Stage): string => `${prefixOf(stage)}-holding`

/** Returns true if the stage keeps its data. No resource that stores data is then deleted with its stack. */
export const retainsData = ({ purpose }: Pick<StageSettings, 'purpose'>): boolean => purpose === 'production'
