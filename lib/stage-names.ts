/** Names in a stage. Names that a stack needs before the resource exists are defined here, once. */
import type { StageSettings } from './stage-settings.ts'

type Stage = Pick<StageSettings, 'stage'>
/** Where a resource of the stage is: CloudFront's firewall is not in the Region of the stage. */
export type StageLocation = Pick<StageSettings, 'stage' | 'account'> & { readonly region: string }

export const prefixOf = ({ stage }: Stage): string => `sealform-${stage}`

/** The name is fixed, because other stacks refer to the function by it. */
export const functionNameOf = (stage: Stage, name: string): string => `${prefixOf(stage)}-${name}`

/** The role of a step's function. Its name is fixed, because key policies name it before it exists. */
export const roleNameOf = (stage: Stage, name: string): string => `${prefixOf(stage)}-${name}`

export const roleArnOf = (place: StageLocation, name: string): string =>
  `arn:aws:iam::${place.account}:role/${roleNameOf(place, name)}`

export const logGroupNameOf = ({ stage }: Stage, what: string): string => `/sealform/${stage}/${what}`

/** The firewall delivers its log only to groups whose names have this prefix. */
export const firewallLogGroupNameOf = (stage: Stage, what: string): string => `aws-waf-logs-${prefixOf(stage)}-${what}`

/** The trail's key and bucket name the trail before it exists. */
export const trailArnOf = (place: StageLocation): string =>
  `arn:aws:cloudtrail:${place.region}:${place.account}:trail/${prefixOf(place)}`

export const alarmTopicNameOf = (stage: Stage): string => `${prefixOf(stage)}-alarms`

/** The topic's key names the topic before it exists. */
export const alarmTopicArnOf = (place: StageLocation): string =>
  `arn:aws:sns:${place.region}:${place.account}:${alarmTopicNameOf(place)}`

/** The name by which people find the client of a site's chat backend in the pool. */
export const chatBackendNameOf = (stage: Stage, siteId: string): string => `${prefixOf(stage)}-chat-backend-${siteId}`

/** The cache of sealed answers. ElastiCache reports its metrics under this name. */
export const holdingNameOf = (stage: Stage): string => `${prefixOf(stage)}-holding`

/** Whether the stage keeps its data: then nothing that stores data is deleted with its stack. */
export const retainsData = ({ purpose }: Pick<StageSettings, 'purpose'>): boolean => purpose === 'production'
