/**
 * The whole service as one construct, for the app of this project and for an app of your own. It makes stacks of its own below
 * the scope that it is given, apart by zone and by how long what is in them lives: keys and data outlive code.
 */
import { CfnOutput, CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'
import { Checkpoints } from './audit/checkpoints.ts'
import { StreamReaders } from './audit/stream-readers.ts'
import { Trail } from './audit/trail.ts'
import { ControlZoneFunctions } from './control-zone/functions.ts'
import { Records } from './control-zone/records.ts'
import { Api } from './edge/api.ts'
import { ApiFirewall } from './edge/api-firewall.ts'
import { EdgeDistribution } from './edge/distribution.ts'
import { Firewall } from './edge/firewall.ts'
import { OriginRotation } from './edge/origin-rotation.ts'
import { PageUpload } from './edge/page-upload.ts'
import type { PageFile } from './edge/pages/page-file.ts'
import { socketsAddress } from './edge/sockets.ts'
import { viewerAddressHeader } from './edge/viewer-address.ts'
import { SignIn } from './identity/sign-in.ts'
import { logGroup } from './monitoring/log-group.ts'
import { Monitoring } from './monitoring/monitoring.ts'
import { PciZoneFunctions } from './pci-zone/functions.ts'
import { externalHolding, Holding, type HoldingAccess } from './pci-zone/holding.ts'
import { Keys, LogsKey } from './pci-zone/keys.ts'
import { Network } from './pci-zone/network.ts'
import { Retention } from './pci-zone/retention.ts'
import { Vault } from './pci-zone/vault.ts'
import { PushFunctions } from './push/functions.ts'
import { SocketRoutes } from './push/socket-routes.ts'
import { edgeRegion } from './regions.ts'
import { logGroupNameOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'
import { StageStack } from './stage-stack.ts'
import { json } from './step-function.ts'
import { mapTables } from './table.ts'

export interface SealformServiceProps {
  readonly settings: StageSettings
  /** The folder with a bundle for each function, as `tools/bundle/bundle.ts` makes it. */
  readonly bundlesFolder: string
  /** The files of the pages, as `lib/edge/pages/build-pages.ts` builds them. */
  readonly pages: readonly PageFile[]
}

export class SealformService extends Construct {
  /** Such as `https://forms.example.com`. */
  readonly publicOrigin: string
  /** Where what happens to forms and submissions is told, for rules of your own. */
  readonly eventBus: IEventBus

  constructor(scope: Construct, id: string, { settings, bundlesFolder, pages }: SealformServiceProps) {
    super(scope, id)
    // A stack that others refer to cannot be removed under them.
    CrossStackReferences.of(this).consume(ReferenceStrength.STRONG)
    const stack = (name: string, region?: string) => new StageStack(this, name, settings, region)
    const keys = new Keys(stack('keys'), 'Keys', { settings })
    const vault = new Vault(stack('vault'), 'Vault', { settings, tablesKey: keys.tables })
    const records = new Records(stack('records'), 'Records', { settings, tablesKey: keys.tables })
    const tables = { ...vault.tables, ...records.tables }
    const tableArns = mapTables(tables, ({ attrArn }) => attrArn)
    const tableNames = mapTables(tables, ({ ref }) => ref)

    const networkStack = stack('network')
    const network = new Network(networkStack, 'Network', {
      settings,
      vaultKey: keys.vault,
      logsKey: keys.logs,
      tableArns,
    })
    const holding = holdingOf(networkStack, settings, network)

    const edgeStack = stack('firewall', edgeRegion)
    const edgeKey =
      settings.region === edgeRegion ? keys.logs : new LogsKey(edgeStack, 'Logs', { settings, region: edgeRegion }).key
    const firewall = new Firewall(edgeStack, 'Firewall', { settings, logsKey: edgeKey })
    const frontStack = stack('front')
    const front = new EdgeDistribution(frontStack, 'Front', { settings, firewallArn: firewall.arn })
    this.publicOrigin = front.publicOrigin
    new CfnOutput(frontStack, 'Address', { value: front.publicOrigin, description: 'Where the service is.' })
    const pagesStack = stack('pages')
    new PageUpload(pagesStack, 'Pages', {
      settings,
      bundlesFolder,
      logGroup: logGroup(pagesStack, 'PageUpload', {
        settings,
        name: logGroupNameOf(settings, 'page-upload'),
        key: keys.logs,
      }),
      files: pages,
      bucket: front.pages,
      distribution: front.distribution,
    })

    const identityStack = stack('identity')
    const signIn = new SignIn(identityStack, 'SignIn', {
      adminAddress: `${front.publicOrigin}/admin`,
      settings,
      bundlesFolder,
      logGroup: logGroup(identityStack, 'Identity', {
        settings,
        name: logGroupNameOf(settings, 'identity'),
        key: keys.logs,
      }),
      tablesKey: keys.tables,
      tableArns,
      environment: { TABLES: json(identityStack, tableNames) },
    })
    const environment = (of: Construct) => ({
      TABLES: json(of, tableNames),
      PUBLIC_ORIGIN: front.publicOrigin,
      VIEWER_ADDRESS_HEADER: viewerAddressHeader,
    })
    const pciStack = stack('pci-zone')
    const pciZone = new PciZoneFunctions(pciStack, 'PciZone', {
      settings,
      bundlesFolder,
      keys,
      tableArns,
      network,
      holding,
      environment: environment(pciStack),
    })
    const retention = new Retention(pciStack, 'Retention', {
      settings,
      bundlesFolder,
      logGroup: pciZone.logGroup,
      network,
      tablesKey: keys.tables,
      tableArns,
      environment: { TABLES: json(pciStack, tableNames) },
    })
    const controlStack = stack('control-zone')
    // A document is served once all that it names is there.
    controlStack.addStackDependency(pagesStack)
    const controlZone = new ControlZoneFunctions(controlStack, 'ControlZone', {
      settings,
      bundlesFolder,
      keys,
      tableArns,
      sockets: front.sockets,
      adminSignIn: signIn.people?.signIn,
      environment: environment(controlStack),
    })

    const functions = new Map([...controlZone.functions, ...pciZone.functions])
    const apiStack = stack('api')
    const api = new Api(apiStack, 'Api', {
      settings,
      api: front.api,
      logsKey: keys.logs,
      authorizer: signIn.authorizer,
      functions,
      servePage: controlZone.servePage,
    })
    const apiFirewall = new ApiFirewall(apiStack, 'ApiFirewall', {
      settings,
      restApiId: front.api.ref,
      stage: api.stage,
      originSecret: front.originSecret,
      logsKey: keys.logs,
    })
    new OriginRotation(apiStack, 'Rotation', {
      settings,
      bundlesFolder,
      logGroup: logGroup(apiStack, 'Edge', { settings, name: logGroupNameOf(settings, 'edge'), key: keys.logs }),
      secret: front.originSecret,
      apiFirewall,
      distribution: front.distribution,
      edgeFirewallArn: firewall.arn,
    })

    const pushStack = stack('push')
    // Its access log needs what lets API Gateway write any.
    pushStack.addStackDependency(apiStack)
    const pushLog = logGroup(pushStack, 'Push', { settings, name: logGroupNameOf(settings, 'push'), key: keys.logs })
    const push = new PushFunctions(pushStack, 'Functions', {
      settings,
      bundlesFolder,
      logGroup: pushLog,
      tablesKey: keys.tables,
      tableArns,
      originSecret: front.originSecret,
      socketsApiId: front.sockets.ref,
      socketsAddress: socketsAddress(front.sockets),
      environment: environment(pushStack),
    })
    new SocketRoutes(pushStack, 'Routes', { settings, api: front.sockets, logsKey: keys.logs, functions: push })

    const eventsStack = stack('events')
    const trail = new Trail(eventsStack, 'Trail', {
      settings,
      logsKey: keys.logs,
      tableArns: Object.values(tableArns),
    })
    const events = {
      settings,
      bundlesFolder,
      logGroup: logGroup(eventsStack, 'Events', { settings, name: logGroupNameOf(settings, 'events'), key: keys.logs }),
      logsKey: keys.logs,
      archive: trail.archive.bucket,
    }
    const readers = new StreamReaders(eventsStack, 'Readers', {
      ...events,
      auditTable: records.tables.audit,
      tablesKey: keys.tables,
      tableArns,
      sockets: front.sockets,
      environment: environment(eventsStack),
    })
    const checkpoints = new Checkpoints(eventsStack, 'Checkpoints', events)
    this.eventBus = readers.bus
    new Monitoring(stack('watch'), 'Watch', {
      settings,
      logsKey: keys.logs,
      logGroups: {
        'control-zone': controlZone.logGroup,
        'pci-zone': pciZone.logGroup,
        identity: signIn.logGroup,
        push: pushLog,
      },
      accessLog: api.accessLog,
      trailLog: trail.logGroup,
      functions,
      streamReaders: readers.functions,
      deadLetterQueue: readers.deadLetterQueue,
      checkpoint: checkpoints.function,
      tasks: [signIn.disableUnused, ...retention.functions],
      sockets: [push.openSocket, push.closeSocket, push.checkConnections],
    })
  }
}

function holdingOf(scope: Construct, settings: StageSettings, network: Network): HoldingAccess {
  return settings.holding.kind === 'elasticache'
    ? new Holding(scope, 'Holding', { settings, network })
    : externalHolding(settings.holding)
}
