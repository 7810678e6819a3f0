/**
 * The whole service as one construct, for the app of this project and for an app of your own. It creates its own stacks
 * below the given scope. The stacks are separated by zone and by lifetime, because keys and data outlive code.
 */
import { CrossStackReferences, ReferenceStrength, Stack, Token } from 'aws-cdk-lib'
import type { IRuleTarget, Rule } from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'
import { type FormEvent, ruleFor } from './audit/form-events.ts'
import { cdkFlags } from './cdk-flags.ts'
import { FunctionsByName } from './functions-by-name.ts'
import { Monitoring } from './monitoring/monitoring.ts'
import { Keys } from './pci-zone/keys.ts'
import { membersByName, type ServiceMembers, tablesByName } from './service-members.ts'
import type { ServiceProps } from './service-props.ts'
import { StageStacks } from './stage-stacks.ts'

/**
 * A surrounding stack refers to resources of the service, which is only possible between stacks with an account and a Region.
 * @throws {Error} with one sentence, because the CDK's own error comes at synthesis and names no line of the app
 */
const requireEnv = (service: Construct, { account, region }: ServiceProps['settings']): void => {
  const around = service.node.scopes.findLast((each) => Stack.isStack(each))
  if (around === undefined || ![around.account, around.region].some((each) => Token.isUnresolved(each))) return
  const env = `env: { account: '${account}', region: '${region}' }`
  throw new Error(`The stack ${around.node.path} contains ${service.node.id}, so it needs ${env}.`)
}

export class SealformService extends Construct implements ServiceMembers {
  readonly publicOrigin: ServiceMembers['publicOrigin']
  readonly eventBus: ServiceMembers['eventBus']
  readonly alarmTopic: ServiceMembers['alarmTopic']
  readonly dashboardName: ServiceMembers['dashboardName']
  readonly distribution: ServiceMembers['distribution']
  readonly userPool: ServiceMembers['userPool']
  readonly tables: ServiceMembers['tables']

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id)
    // An app of your own needs no flags in its cdk.json.
    for (const [flag, value] of Object.entries(cdkFlags)) this.node.setContext(flag, value)
    const { settings, bundlesFolder } = props
    requireEnv(this, settings)
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
    const logGroups = {
      'control-zone': controlZone.logGroup,
      'pci-zone': pciZone.logGroup,
      identity: signIn.logGroup,
      push: push.logGroup,
    }
    const { alarms } = new Monitoring(watch, 'Watch', {
      settings,
      logsKey: keys.logs,
      logGroups,
      accessLog: api.accessLog,
      trailLog: events.trail.logGroup,
      keys: [keys.vault, keys.tables, keys.logs],
      userPool: signIn.people && {
        id: signIn.people.pool.userPoolId,
        agentsClientId: signIn.people.agents.userPoolClientId,
      },
      tableUsersLogs: [...Object.values(logGroups), events.logGroup],
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
    const { eventBus, alarmTopic, dashboardName } = membersByName(watch, settings)
    this.publicOrigin = distribution.publicOrigin
    this.eventBus = eventBus
    this.alarmTopic = alarmTopic
    this.dashboardName = dashboardName
    this.distribution = distribution.distribution
    this.userPool = signIn.people?.pool
    this.tables = tablesByName(watch, tables.tableNames)
  }

  /**
   * Sends an event of every form to a target, such as a queue or a function. Creates the rule in the given scope, because
   * a rule must be in a stack of the same account and Region as its target.
   */
  onForm(event: FormEvent, target: IRuleTarget, scope: Construct): Rule {
    return ruleFor(scope, this.eventBus, event, target)
  }
}
