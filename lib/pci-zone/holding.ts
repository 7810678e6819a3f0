/**
 * The holding, which is Valkey in the isolated network. It uses TLS and cluster mode, and writes no snapshots or files.
 * A client authenticates with a token that its role signed, and may run only its own commands, on our keys.
 */
import { CfnServerlessCache, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache'
import { Construct } from 'constructs'
import { holdingNameOf, prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { pciZoneGrants } from './grants.ts'
import type { Network } from './network.ts'

/** The settings and permissions with which a step can connect to the holding. */
export interface HoldingAccess {
  /** The value of a step's environment variable `HOLDING`, before it is encoded as JSON. It contains no secret. */
  settingsOf(step: HoldingStep): unknown
  /** The resources that the step's role must be allowed to connect to. */
  connectArnsOf(step: HoldingStep): readonly string[]
}

/** The steps that use the holding, each with its own user. */
const userNames = { 'submit-form': 'submit', 'retrieve-submission': 'retrieve', erase: 'erase' } as const
export type HoldingStep = keyof typeof userNames
export const isHoldingStep = (step: string): step is HoldingStep => Object.hasOwn(userNames, step)

const userIdOf = (settings: StageSettings, step: HoldingStep): string => `${prefixOf(settings)}-${userNames[step]}`

/** The prefix of the keys in lambdas/pci-zone/holding/valkey-holding.ts. */
export const holdingKeyPrefix = 'sealform:holding:'

/** The port of ElastiCache Serverless. */
const port = 6379

/**
 * These limits cap the cost of a flood of requests, and prevent the flood from evicting answers that agents wait for. A
 * full cache accepts a write and evicts the least recently used item that has an expiry, and every held item has one.
 * But the cache does not fill up, because one ECPU covers at most 1 KB. So at most 0.6 GB can be written in the longest
 * time that an item is held (`holdingSeconds`, 120). If a write exceeds the limit, the cache refuses it, the submission
 * is refused too, and the form is sent again. docs/decisions/0039 discusses the alternatives.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
 */
const usageLimits = { dataStorage: { unit: 'GB', maximum: 1 }, ecpuPerSecond: { maximum: 5_000 } }

/** The commands that the client sends first to find the node that has a key. */
const connectionCommands = ['+cluster|slots', '+readonly', '+client|setname']

export interface HoldingProps {
  readonly settings: StageSettings
  readonly network: Network
}

class Holding extends Construct implements HoldingAccess {
  private readonly cache: CfnServerlessCache
  private readonly settings: StageSettings

  constructor(scope: Construct, id: string, { settings, network }: HoldingProps) {
    super(scope, id)
    this.settings = settings
    const name = holdingNameOf(settings)
    const users = Object.keys(userNames)
      .filter(isHoldingStep)
      .map((step) => this.user(step))
    const group = new CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: name,
      userIds: users.map(({ ref }) => ref),
    })
    this.cache = new CfnServerlessCache(this, 'Cache', {
      serverlessCacheName: name,
      description: 'Sealed answers, for seconds, for one read.',
      engine: 'valkey',
      majorEngineVersion: '8',
      subnetIds: network.subnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [network.holdingGroup.securityGroupId],
      userGroupId: group.ref,
      // Held answers are never written to a disk.
      snapshotRetentionLimit: 0,
      cacheUsageLimits: usageLimits,
    })
  }

  settingsOf(step: HoldingStep): unknown {
    const { attrEndpointAddress: host, serverlessCacheName: cacheName } = this.cache
    return { host, port, cluster: true, tls: 'on', iam: { userId: userIdOf(this.settings, step), cacheName } }
  }

  connectArnsOf(step: HoldingStep): readonly string[] {
    // Refers to the user by its name. With a CloudFormation export, the user of a removed step could not be removed
    // (docs/decisions/0047).
    return [this.cache.attrArn, this.userArnOf(step)]
  }

  private userArnOf(step: HoldingStep): string {
    const { account, region } = this.settings
    return `arn:aws:elasticache:${region}:${account}:user:${userIdOf(this.settings, step)}`
  }

  private user(step: HoldingStep): CfnUser {
    // With IAM authentication, a user's name must equal its id.
    const userId = userIdOf(this.settings, step)
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

/**
 * Returns the holding that the stage's settings select, which is either the stage's own cache or an external server.
 */
export const holdingAccess = (scope: Construct, { settings, network }: HoldingProps): HoldingAccess =>
  settings.holding.kind === 'elasticache'
    ? new Holding(scope, 'Holding', { settings, network })
    : externalHolding(settings.holding)

/** Returns an external server, for stages without real data. */
const externalHolding = ({ host, port, tls }: { host: string; port: number; tls: 'on' | 'off' }): HoldingAccess => ({
  settingsOf: () => ({ host, port, cluster: false, tls }),
  connectArnsOf: () => [],
})
