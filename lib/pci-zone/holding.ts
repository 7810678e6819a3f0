/**
 * The holding: Valkey in the isolated network, over TLS, in cluster mode, without a snapshot or a file of its own. Whoever
 * connects shows a token that their role signed, and may give their own commands to our keys.
 */
import { CfnServerlessCache, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache'
import { Construct } from 'constructs'
import { holdingNameOf, prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { pciZoneGrants } from './grants.ts'
import type { Network } from './network.ts'

/** How a step reaches the holding. */
export interface HoldingAccess {
  /** The variable `HOLDING` of a step, to be written as JSON. No secret is in it. */
  settingsOf(step: HoldingStep): unknown
  /** What the step's role must be allowed to connect to. */
  connectArnsOf(step: HoldingStep): readonly string[]
}

/** The steps that use the holding, each as a user of its own. */
const userNames = { 'submit-form': 'submit', 'retrieve-submission': 'retrieve', erase: 'erase' } as const
export type HoldingStep = keyof typeof userNames
export const isHoldingStep = (step: string): step is HoldingStep => Object.hasOwn(userNames, step)

/** As lambdas/pci-zone/holding/valkey-holding.ts begins its keys. */
export const holdingKeyPrefix = 'sealform:holding:'

/** Where ElastiCache Serverless listens. */
const port = 6379

/**
 * A flood costs no more than this, and it cannot push out what others wait for. A cache that is full refuses nothing: it forgets what
 * was used least lately among what expires, and all that is held expires. But a unit of work carries 1 KB at most, so that in
 * the longest time that anything is held (`holdingSeconds`, 120) no more than 0.6 GB can be written; what goes beyond is turned
 * away, the submission with it, and the form is sent again. docs/decisions/0039 tells why not otherwise.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
 */
const usageLimits = { dataStorage: { unit: 'GB', maximum: 1 }, ecpuPerSecond: { maximum: 5_000 } }

/** What the client says before its first command, to find the node that has a key. */
const connectionCommands = ['+cluster|slots', '+readonly', '+client|setname']

export interface HoldingProps {
  readonly settings: StageSettings
  readonly network: Network
}

class Holding extends Construct implements HoldingAccess {
  private readonly cache: CfnServerlessCache
  private readonly users: ReadonlyMap<HoldingStep, CfnUser>

  constructor(scope: Construct, id: string, { settings, network }: HoldingProps) {
    super(scope, id)
    const name = holdingNameOf(settings)
    this.users = new Map(
      Object.keys(userNames)
        .filter(isHoldingStep)
        .map((step) => [step, this.user(settings, step)]),
    )
    const group = new CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: name,
      userIds: [...this.users.values()].map(({ ref }) => ref),
    })
    this.cache = new CfnServerlessCache(this, 'Cache', {
      serverlessCacheName: name,
      description: 'Sealed answers, for seconds, for one read.',
      engine: 'valkey',
      majorEngineVersion: '8',
      subnetIds: network.subnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [network.holdingGroup.securityGroupId],
      userGroupId: group.ref,
      // Nothing that was held is ever on a disk.
      snapshotRetentionLimit: 0,
      cacheUsageLimits: usageLimits,
    })
  }

  settingsOf(step: HoldingStep): unknown {
    const { attrEndpointAddress: host, serverlessCacheName: cacheName } = this.cache
    return { host, port, cluster: true, tls: 'on', iam: { userId: this.users.get(step)?.userId, cacheName } }
  }

  connectArnsOf(step: HoldingStep): readonly string[] {
    const user = this.users.get(step)
    return user === undefined ? [] : [this.cache.attrArn, user.attrArn]
  }

  private user(settings: StageSettings, step: HoldingStep): CfnUser {
    // With IAM a user's name is its id.
    const userId = `${prefixOf(settings)}-${userNames[step]}`
    const commands = pciZoneGrants[step].holding.map((command) => `+${command}`)
    return new CfnUser(this, step, {
      engine: 'valkey',
      userId,
      userName: userId,
      authenticationMode: { Type: 'iam' },
      accessString: ['on', `~${holdingKeyPrefix}*`, '-@all', ...commands, ...connectionCommands].join(' '),
    })
  }
}

/** The holding as the settings of the stage describe it: a cache of its own, or a server that is run elsewhere. */
export const holdingAccess = (scope: Construct, { settings, network }: HoldingProps): HoldingAccess =>
  settings.holding.kind === 'elasticache'
    ? new Holding(scope, 'Holding', { settings, network })
    : externalHolding(settings.holding)

/** A server that is run elsewhere, for stages without real data. */
const externalHolding = ({ host, port, tls }: { host: string; port: number; tls: 'on' | 'off' }): HoldingAccess => ({
  settingsOf: () => ({ host, port, cluster: false, tls }),
  connectArnsOf: () => [],
})
