/** The names that a stage takes in its account. A test compares them with the templates. */
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { edgeRegion } from '../../lib/regions.ts'
import {
  accountWideNameOf,
  alarmTopicArnOf,
  edgeFirewallLogGroupNameOf,
  edgeFirewallNameOf,
  firewallLogGroupNameOf,
  functionNameOf,
  logGroupNameOf,
  nameIn,
  prefixOf,
  roleNameOf,
  trailNameOf,
} from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { regionsOf } from '../cdk/cdk-arguments.ts'

const root = join(import.meta.dirname, '../..')

interface InRegion {
  readonly name: string
  readonly region: string
}

/** In us-east-1, wherever the stage is, because CloudFront requires it. */
const firewallStack = 'firewall'

/** In the order of their first deployment, without the stage's name. */
export const stackIds = [
  ...['keys', 'vault', 'records', 'network', firewallStack, 'front', 'pages', 'identity', 'pci-zone', 'control-zone'],
  ...['api', 'push', 'events', 'watch'],
] as const

export const stackOf = (settings: StageSettings, id: string): InRegion => {
  const region = id === firewallStack ? edgeRegion : settings.region
  return { name: nameIn(settings, region, id), region }
}

/** The roles of the functions, one for each handler. IAM has no Regions, so these names are taken in all of them. */
export const roleNames = (settings: StageSettings): readonly string[] =>
  globSync('lambdas/*/*.handler.ts', { cwd: root }).map((handler) =>
    roleNameOf(settings, basename(handler, '.handler.ts')),
  )

export const functionName = functionNameOf

/** CloudFront has no Regions either. */
export const edgeNames = (settings: StageSettings) => ({
  functions: [accountWideNameOf(settings, 'sockets-path'), accountWideNameOf(settings, 'viewer-address')],
  cachePolicies: [accountWideNameOf(settings, 'documents')],
  responseHeadersPolicies: [accountWideNameOf(settings, 'files')],
})

export const firewalls = (settings: StageSettings): readonly (InRegion & { readonly scope: string })[] => [
  { name: edgeFirewallNameOf(settings), region: edgeRegion, scope: 'CLOUDFRONT' },
  { name: `${prefixOf(settings)}-api`, region: settings.region, scope: 'REGIONAL' },
]

/** The names of the stage's log groups: those that end with a slash are what others begin with. */
export const logGroupPrefixes = (settings: StageSettings): readonly InRegion[] => [
  { name: logGroupNameOf(settings, ''), region: settings.region },
  { name: firewallLogGroupNameOf(settings, 'api'), region: settings.region },
  { name: edgeFirewallLogGroupNameOf(settings), region: edgeRegion },
]

export const trailName = trailNameOf

/** A stage outside us-east-1 has a second topic there, for the alarm on CloudFront's firewall. */
export const alarmTopics = (settings: StageSettings): readonly { readonly arn: string; readonly region: string }[] =>
  regionsOf(settings).map((region) => ({ region, arn: alarmTopicArnOf(settings, region) }))
