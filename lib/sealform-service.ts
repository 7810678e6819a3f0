/**
 * The whole service as one construct, for the app of this project and for an app of your own. It creates its own stacks
 * below the given scope. The stacks are separated by zone and by lifetime, because keys and data outlive code.
 */
import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'
import { FunctionsByName } from './functions-by-name.ts'
import { Monitoring } from './monitoring/monitoring.ts'
import { Keys } from './pci-zone/keys.ts'
import { StageStacks, type StageStacksProps } from './stage-stacks.ts'

export type SealformServiceProps = StageStacksProps

export class SealformService extends Construct {
  /** The origin of the pages, such as `https://forms.example.com`. */
  readonly publicOrigin: string
  /** The event bus that receives the events of forms and submissions. You can add your own rules to it. */
  readonly eventBus: IEventBus

  constructor(scope: Construct, id: string, props: SealformServiceProps) {
    super(scope, id)
    const { settings, bundlesFolder } = props
    // CloudFormation refuses to remove resources that other stacks import. This protects the data and the resources
    // that give access to it. Functions must be removable, so stacks refer to them by their names
    // (docs/decisions/0047).
    CrossStackReferences.of(this).consume(ReferenceStrength.STRONG)

    const stacks = new StageStacks(this, props)
    const keys = new Keys(stacks.createStack('keys'), 'Keys', { settings })
    const { auditTable, ...tables } = stacks.createDataStacks(keys)
    const network = stacks.createNetworkStack(keys, tables)
    const firewall = stacks.createFirewallStack(keys)
    const distribution = stacks.createDistributionStack(firewall)
    const shared = { settings, bundlesFolder, keys, ...tables, distribution }
    const pages = stacks.createPagesStack(shared)
    const signIn = stacks.createIdentityStack(shared)
    const { pciZone, retention } = stacks.createPciZoneStack(shared, network)
    const controlZone = stacks.createControlZoneStack(shared, { signIn, pagesStack: pages.stack })
    const { apiStack, api, rotation } = stacks.createApiStack(shared, { firewall, signIn, controlZone, pciZone })
    const push = stacks.createPushStack(shared, { apiStack })
    const events = stacks.createEventsStack(shared, { auditTable })
    const watch = stacks.createStack('watch')
    const watched = new FunctionsByName(watch, 'Functions', settings)
    const { openSocket, closeSocket, checkConnections } = push.functions
    const { alarms } = new Monitoring(watch, 'Watch', {
      settings,
      logsKey: keys.logs,
      logGroups: {
        'control-zone': controlZone.logGroup,
        'pci-zone': pciZone.logGroup,
        identity: signIn.logGroup,
        push: push.logGroup,
      },
      accessLog: api.accessLog,
      trailLog: events.trail.logGroup,
      keys: [keys.vault, keys.tables, keys.logs],
      userPool: signIn.people && {
        id: signIn.people.pool.userPoolId,
        agentsClientId: signIn.people.agents.userPoolClientId,
      },
      tableNames: tables.tableNames,
      authorizer: watched.of(signIn.authorizer),
      rotation: watched.of(rotation.function),
      pageUpload: { ...pages.upload, function: watched.of(pages.upload.function) },
      vaultTables: {
        submissions: { name: tables.tableNames.submissions },
        'data-keys': { name: tables.tableNames['data-keys'], arn: tables.tableArns['data-keys'] },
      },
      functions: watched.bySteps(new Map([...controlZone.functions, ...pciZone.functions])),
      streamReaders: watched.all(events.readers.functions),
      deadLetterQueue: events.readers.deadLetterQueue,
      checkpoint: watched.of(events.checkpoints.function),
      tasks: watched.all([signIn.disableUnused, ...retention.functions]),
      sockets: watched.all([openSocket, closeSocket, checkConnections]),
    })
    watch.addOutput('AlarmTopicArn', alarms.topic.topicArn)
    this.publicOrigin = distribution.publicOrigin
    this.eventBus = events.readers.bus
  }
}
