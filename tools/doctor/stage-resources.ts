/** The names that a stage uses in its account. A test compares them with the templates. */
import { edgeRegion } from '../../lib/regions.ts'
import {
  accountWideNameOf,
  alarmTopicArnOf,
  edgeFirewallLogGroupNameOf,
  edgeFirewallNameOf,
  functionNameOf,
  logGroupNameOf,
  nameIn,
  roleNameOf,
  trailNamesOf,
} from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { regionsOf } from '../cdk/cdk-arguments.ts'
import { functionNames } from '../project-folders.ts'

interface InRegion {
  readonly name: string
  readonly region: string
}

/** The stack of CloudFront's firewall. It is always in us-east-1, because CloudFront requires that Region. */
const firewallStack = 'firewall'

/** The names of the stacks without the stage's name, in the order of their first deployment. */
export const stackIds = [
  ...['keys', 'vault', 'records', 'network', firewallStack, 'front', 'pages', 'identity', 'pci-zone', 'control-zone'],
  ...['api', 'push', 'events', 'watch'],
] as const

export const stackOf = (settings: StageSettings, id: string): InRegion => {
  const region = id === firewallStack ? edgeRegion : settings.region
  return { name: nameIn(settings, region, id), region }
}

/**
 * Returns the names of the functions' roles. There is one role for each handler. IAM is a global service, so each name
 * must be unique in the account.
 */
export const roleNames = (settings: StageSettings): readonly string[] =>
  functionNames().map((name) => roleNameOf(settings, name))

export const functionName = functionNameOf

/** Returns the names in CloudFront. CloudFront is a global service, so each name must be unique in the account. */
export const edgeNames = (settings: StageSettings) => ({
  functions: [accountWideNameOf(settings, 'sockets-path'), accountWideNameOf(settings, 'viewer-address')],
  cachePolicies: [accountWideNameOf(settings, 'documents')],
  responseHeadersPolicies: [accountWideNameOf(settings, 'files')],
})

export const edgeFirewall = (settings: StageSettings): InRegion => ({
  name: edgeFirewallNameOf(settings),
  region: edgeRegion,
})

/** Returns the names of the stage's log groups. An entry that ends with a slash is a prefix of several names. */
export const logGroupPrefixes = (settings: StageSettings): readonly InRegion[] => [
  { name: logGroupNameOf(settings, ''), region: settings.region },
  { name: edgeFirewallLogGroupNameOf(settings), region: edgeRegion },
]

export const trailNames = trailNamesOf

/**
 * Returns the SNS topics that receive the stage's alarms. A stage outside us-east-1 has a second topic in us-east-1,
 * for the alarm on CloudFront's firewall.
 */
export const alarmTopics = (settings: StageSettings): readonly { readonly arn: string; readonly region: string }[] =>
  regionsOf(settings).map((region) => ({ region, arn: alarmTopicArnOf(settings, region) }))
