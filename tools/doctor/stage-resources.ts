/** The names that a stage takes in its account. A test compares them with the templates. */
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { edgeRegion } from '../../lib/regions.ts'
import { alarmTopicArnOf, firewallLogGroupNameOf, logGroupNameOf, prefixOf, roleNameOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { regionsOf } from '../cdk/cdk-arguments.ts'

const root = join(import.meta.dirname, '../..')

interface InRegion {
  readonly name: string
  readonly region: string
}

const named = (settings: StageSettings, name: string): string => `${prefixOf(settings)}-${name}`

/** In us-east-1, wherever the stage is, because CloudFront requires it. */
const firewallStack = 'firewall'

/** In the order of their first deployment, without the stage's name. */
export const stackIds = [
  ...['keys', 'vault', 'records', 'network', firewallStack, 'front', 'pages', 'identity', 'pci-zone', 'control-zone'],
  ...['api', 'push', 'events', 'watch'],
] as const

export const stackOf = (settings: StageSettings, id: string): InRegion => ({
  name: named(settings, id),
  region: id === firewallStack ? edgeRegion : settings.region,
})

/** The roles of the functions, one for each handler. IAM has no Regions, so these names are taken in all of them. */
export const roleNames = (settings: StageSettings): readonly string[] =>
  globSync('lambdas/*/*.handler.ts', { cwd: root }).map((handler) =>
    roleNameOf(settings, basename(handler, '.handler.ts')),
  )

export const functionName = (settings: StageSettings, step: string): string => named(settings, step)

/** CloudFront has no Regions either. */
export const edgeNames = (settings: StageSettings) => ({
  functions: [named(settings, 'sockets-path'), named(settings, 'viewer-address')],
  cachePolicies: [named(settings, 'documents')],
  responseHeadersPolicies: [named(settings, 'files')],
})

export const firewalls = (settings: StageSettings): readonly (InRegion & { readonly scope: string })[] => [
  { name: named(settings, 'edge'), region: edgeRegion, scope: 'CLOUDFRONT' },
  { name: named(settings, 'api'), region: settings.region, scope: 'REGIONAL' },
]

/** The names of the stage's log groups: those that end with a slash are what others begin with. */
export const logGroupPrefixes = (settings: StageSettings): readonly InRegion[] => [
  { name: logGroupNameOf(settings, ''), region: settings.region },
  { name: firewallLogGroupNameOf(settings, 'api'), region: settings.region },
  { name: firewallLogGroupNameOf(settings, 'edge'), region: edgeRegion },
]

export const trailName = (settings: StageSettings): string => prefixOf(settings)

/** A stage outside us-east-1 has a second topic there, for the alarm on CloudFront's firewall. */
export const alarmTopics = (settings: StageSettings): readonly { readonly arn: string; readonly region: string }[] =>
  regionsOf(settings).map((region) => ({ region, arn: alarmTopicArnOf({ ...settings, region }) }))
