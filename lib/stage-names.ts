/** How things are called in a stage. Names that one stack needs to know of another before it exists are made here, once. */
import type { StageSettings } from './stage-settings.ts'

type Stage = Pick<StageSettings, 'stage'>
type StageLocation = Pick<StageSettings, 'stage' | 'account' | 'region'>

export const prefixOf = ({ stage }: Stage): string => `sealform-${stage}`

/** The role of a step's function. Key policies name it before it exists, so its name is no chance. */
export const roleNameOf = (stage: Stage, name: string): string => `${prefixOf(stage)}-${name}`

export const roleArnOf = (place: StageLocation, name: string): string =>
  `arn:aws:iam::${place.account}:role/${roleNameOf(place, name)}`

export const logGroupNameOf = ({ stage }: Stage, what: string): string => `/sealform/${stage}/${what}`

/** The firewall delivers its log only to groups whose names begin like this. */
export const firewallLogGroupNameOf = (stage: Stage, what: string): string => `aws-waf-logs-${prefixOf(stage)}-${what}`

/** The key and the bucket that it writes to name the trail before it exists. */
export const trailArnOf = (place: StageLocation): string =>
  `arn:aws:cloudtrail:${place.region}:${place.account}:trail/${prefixOf(place)}`

export const alarmTopicNameOf = (stage: Stage): string => `${prefixOf(stage)}-alarms`

/** The key that it is encrypted with names the topic before it exists. */
export const alarmTopicArnOf = (place: StageLocation): string =>
  `arn:aws:sns:${place.region}:${place.account}:${alarmTopicNameOf(place)}`

/** The client of a site's chat backend, by which people find it in the pool. */
export const chatBackendNameOf = (stage: Stage, siteId: string): string => `${prefixOf(stage)}-chat-backend-${siteId}`

/** The cache of sealed answers, by which ElastiCache tells its metrics. */
export const holdingNameOf = (stage: Stage): string => `${prefixOf(stage)}-holding`

/** Of a stage that keeps its data: nothing that holds any goes with its stack. */
export const retainsData = ({ purpose }: Pick<StageSettings, 'purpose'>): boolean => purpose === 'production'
