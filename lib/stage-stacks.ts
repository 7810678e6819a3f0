/** Creates the stacks of a stage, with one method for each zone or lifetime. */
import { Stack } from 'aws-cdk-lib'
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { Checkpoints } from './audit/checkpoints.ts'
import { StreamReaders } from './audit/stream-readers.ts'
import { Trail } from './audit/trail.ts'
import { ControlZoneFunctions } from './control-zone/functions.ts'
import { Records } from './control-zone/records.ts'
import { Api } from './edge/api.ts'
import { EdgeDistribution } from './edge/distribution.ts'
import { Firewall } from './edge/firewall.ts'
import { OriginRotation } from './edge/origin-rotation.ts'
import { PageUpload } from './edge/page-upload.ts'
import { socketsAddress } from './edge/sockets.ts'
import { FunctionsByName } from './functions-by-name.ts'
import { SignIn } from './identity/sign-in.ts'
import { EdgeMonitoring } from './monitoring/edge-monitoring.ts'
import { PciZoneFunctions } from './pci-zone/functions.ts'
import { type HoldingAccess, holdingAccess } from './pci-zone/holding.ts'
import { type Keys, LogsKey } from './pci-zone/keys.ts'
import { Network } from './pci-zone/network.ts'
import { Retention } from './pci-zone/retention.ts'
import { Vault } from './pci-zone/vault.ts'
import { PushFunctions } from './push/functions.ts'
import { SocketRoutes } from './push/socket-routes.ts'
import { edgeRegion } from './regions.ts'
import type { ServiceProps } from './service-props.ts'
import { functionProps, type SharedResources, stepEnvironment } from './shared-resources.ts'
import { StageStack } from './stage-stack.ts'
import { json } from './step-function.ts'
import { mapTables } from './table.ts'

export class StageStacks {
  private readonly scope: Construct
  private readonly props: ServiceProps

  constructor(scope: Construct, props: ServiceProps) {
    this.scope = scope
    this.props = props
  }

  createStack(name: string, region?: string): StageStack {
    return new StageStack(this.scope, name, this.props.settings, region)
  }

  /**
   * Creates two stacks. The vault's stack contains the submissions and their data keys, and the other stack contains
   * all other tables.
   */
  createDataStacks(keys: Keys) {
    const props = { settings: this.props.settings, tablesKey: keys.tables }
    const vault = new Vault(this.createStack('vault'), 'Vault', props)
    const records = new Records(this.createStack('records'), 'Records', props)
    const tables = { ...vault.tables, ...records.tables }
    return {
      auditTable: records.tables.audit,
      tableArns: mapTables(tables, ({ attrArn }) => attrArn),
      tableNames: mapTables(tables, ({ ref }) => ref),
    }
  }

  createNetworkStack(keys: Keys, { tableArns }: Pick<SharedResources, 'tableArns'>) {
    const { settings } = this.props
    const stack = this.createStack('network')
    const network = new Network(stack, 'Network', { settings, vaultKey: keys.vault, logsKey: keys.logs, tableArns })
    // `deploy` compares the settings with this output, and refuses to change the Availability Zones.
    stack.addOutput('AvailabilityZones', settings.availabilityZones.join(','))
    return { network, holding: holdingAccess(stack, { settings, network }) }
  }

  /**
   * Creates the firewall's stack. CloudFront's firewall must be in one specific Region, so its log needs a key in that
   * Region.
   */
  createFirewallStack(keys: Keys): Firewall {
    const { settings } = this.props
    const stack = this.createStack('firewall', edgeRegion)
    const logsKey =
      settings.region === edgeRegion ? keys.logs : new LogsKey(stack, 'Logs', { settings, region: edgeRegion }).key
    if (settings.region !== edgeRegion) new EdgeMonitoring(stack, 'Watch', { settings, logsKey })
    return new Firewall(stack, 'Firewall', { settings, logsKey })
  }

  createDistributionStack({ arn }: Firewall): EdgeDistribution {
    const stack = this.createStack('front')
    const distribution = new EdgeDistribution(stack, 'Front', { settings: this.props.settings, firewallArn: arn })
    stack.addOutput('Address', distribution.publicOrigin)
    stack.addOutput('DistributionDomainName', distribution.distribution.distributionDomainName)
    return distribution
  }

  createPagesStack(shared: SharedResources) {
    const stack = this.createStack('pages')
    const props = functionProps(stack, { id: 'PageUpload', name: 'page-upload' }, shared)
    const upload = new PageUpload(stack, 'Pages', {
      ...props,
      files: this.props.pages,
      bucket: shared.distribution.pages,
      distribution: shared.distribution.distribution,
    })
    return { stack, upload: { function: upload.function, logGroup: props.logGroup } }
  }

  createIdentityStack(shared: SharedResources): SignIn {
    const stack = this.createStack('identity')
    const signIn = new SignIn(stack, 'SignIn', {
      ...functionProps(stack, { id: 'Identity', name: 'identity' }, shared),
      adminAddress: `${shared.distribution.publicOrigin}/admin`,
      environment: { TABLES: json(stack, shared.tableNames) },
    })
    if (signIn.people === undefined) return signIn
    const { pool, signIn: endpoints } = signIn.people
    stack.addOutput('UserPoolId', pool.userPoolId)
    stack.addOutput('AgentsClientId', endpoints.clientId)
    stack.addOutput('SignInAddress', endpoints.authorizationEndpoint)
    stack.addOutput('TokenEndpoint', endpoints.tokenEndpoint)
    return signIn
  }

  createPciZoneStack(
    shared: SharedResources,
    { network, holding }: { readonly network: Network; readonly holding: HoldingAccess },
  ) {
    const { settings, bundlesFolder, keys, tableArns, tableNames } = shared
    const stack = this.createStack('pci-zone')
    const environment = stepEnvironment(stack, shared)
    const zone = { settings, bundlesFolder, tableArns, network }
    const pciZone = new PciZoneFunctions(stack, 'PciZone', { ...zone, keys, holding, environment })
    const retention = new Retention(stack, 'Retention', {
      ...zone,
      logGroup: pciZone.logGroup,
      tablesKey: keys.tables,
      environment: { TABLES: json(stack, tableNames) },
    })
    return { pciZone, retention }
  }

  createControlZoneStack(
    shared: SharedResources,
    { signIn, pagesStack }: { readonly signIn: SignIn; readonly pagesStack: StageStack },
  ): ControlZoneFunctions {
    const { settings, bundlesFolder, keys, tableArns } = shared
    const stack = this.createStack('control-zone')
    // This stack serves the documents, so the files that the documents refer to must be uploaded first.
    stack.addStackDependency(pagesStack)
    return new ControlZoneFunctions(stack, 'ControlZone', {
      settings,
      bundlesFolder,
      keys,
      tableArns,
      sockets: shared.distribution.sockets,
      adminSignIn: signIn.adminSignIn,
      environment: stepEnvironment(stack, shared),
    })
  }

  createApiStack(
    shared: SharedResources,
    {
      firewall,
      signIn,
      controlZone,
      pciZone,
    }: {
      readonly firewall: Firewall
      readonly signIn: SignIn
      readonly controlZone: ControlZoneFunctions
      readonly pciZone: PciZoneFunctions
    },
  ) {
    const { settings, keys } = shared
    const { api: restApi, originSecret, distribution } = shared.distribution
    const stack = this.createStack('api')
    // A method must exist only while its function exists, so the functions are created first.
    for (const each of [signIn, controlZone, pciZone]) stack.addStackDependency(Stack.of(each))
    const called = new FunctionsByName(stack, 'Functions', settings)
    const api = new Api(stack, 'Api', {
      settings,
      api: restApi,
      logsKey: keys.logs,
      authorizer: called.of(signIn.authorizer),
      functions: called.bySteps(new Map([...controlZone.functions, ...pciZone.functions])),
      servePage: called.of(controlZone.servePage),
    })
    const rotation = new OriginRotation(stack, 'Rotation', {
      ...functionProps(stack, { id: 'Edge', name: 'edge' }, shared),
      secret: originSecret,
      restApiId: restApi.ref,
      distribution,
      edgeFirewallArn: firewall.arn,
    })
    return { apiStack: stack, api, rotation }
  }

  createPushStack(shared: SharedResources, { apiStack }: { readonly apiStack: StageStack }) {
    const { sockets, originSecret } = shared.distribution
    const stack = this.createStack('push')
    // The API stack must come first, because it sets the role that lets API Gateway write access logs.
    stack.addStackDependency(apiStack)
    const props = functionProps(stack, { id: 'Push', name: 'push' }, shared)
    const functions = new PushFunctions(stack, 'Functions', {
      ...props,
      originSecret,
      socketsApiId: sockets.ref,
      socketsAddress: socketsAddress(sockets),
      environment: stepEnvironment(stack, shared),
    })
    new SocketRoutes(stack, 'Routes', { settings: props.settings, api: sockets, logsKey: shared.keys.logs, functions })
    return { functions, logGroup: props.logGroup }
  }

  createEventsStack(shared: SharedResources, { auditTable }: { readonly auditTable: CfnTable }) {
    const { settings } = shared
    const logsKey = shared.keys.logs
    const stack = this.createStack('events')
    const trail = new Trail(stack, 'Trail', { settings, logsKey, tableArns: shared.tableArns })
    const props = {
      ...functionProps(stack, { id: 'Events', name: 'events' }, shared),
      logsKey,
      archive: trail.archive.bucket,
    }
    const readers = new StreamReaders(stack, 'Readers', {
      ...props,
      auditTable,
      sockets: shared.distribution.sockets,
      environment: stepEnvironment(stack, shared),
    })
    return { trail, readers, checkpoints: new Checkpoints(stack, 'Checkpoints', props), logGroup: props.logGroup }
  }
}
