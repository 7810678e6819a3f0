/**
 * The holding: Valkey in the isolated network, over TLS, in cluster mode, without a snapshot or a file of its own. Whoever
 * connects shows a token that their role signed, and may give their own commands to our keys.
 */
import { CfnServerlessCache, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache'
import { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
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

/** What the client says before its first command, to find the node that has a key. */
const findingTheWay = ['+cluster|slots', '+readonly', '+client|setname']

export interface HoldingProps {
  readonly settings: StageSettings
  readonly network: Network
}

export class Holding extends Construct implements HoldingAccess {
  private readonly cache: CfnServerlessCache
  private readonly users: ReadonlyMap<HoldingStep, CfnUser>

  constructor(scope: Construct, id: string, { settings, network }: HoldingProps) {
    super(scope, id)
    const name = `${prefixOf(settings)}-holding`
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
      // A flood costs no more than this; a full holding refuses, and the form is sent again.
      cacheUsageLimits: { dataStorage: { unit: 'GB', maximum: 1 }, ecpuPerSecond: { maximum: 10_000 } },
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
      accessString: ['on', `~${holdingKeyPrefix}*`, '-@all', ...commands, ...findingTheWay].join(' '),
    })
  }
}

/** A server that somebody else runs: for stages in which nothing is at stake. */
export const serverElsewhere = ({
  host,
  port,
  tls,
}: {
  host: string
  port: number
  tls: 'on' | 'off'
}): HoldingAccess => ({
  settingsOf: () => ({ host, port, cluster: false, tls }),
  connectArnsOf: () => [],
})
