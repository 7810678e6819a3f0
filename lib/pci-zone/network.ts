/**
 * The isolated network. It has three Availability Zones, and its functions can connect only to DynamoDB, the key
 * service and the holding. It has no internet gateway, NAT gateway, public subnet or peering.
 */
import {
  CfnFlowLog,
  CfnSubnet,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type ISecurityGroup,
  type ISubnet,
  type IVpc,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import { AnyPrincipal, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { type TableName, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { StatementConditions } from '../attribute-limits.ts'
import { mergeGrants, type TableAction } from '../grants.ts'
import { addCdkFunctionLogs } from '../monitoring/cdk-function-logs.ts'
import { logGroup } from '../monitoring/log-group.ts'
import { conditionsOf, iamActionOf } from '../role-statements.ts'
import { logGroupNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { pciZoneGrants, retentionGrants } from './grants.ts'
import { securityGroups } from './security-groups.ts'

export interface NetworkProps {
  readonly settings: StageSettings
  readonly vaultKey: IKey
  readonly logsKey: IKey
  readonly tableArns: Readonly<Record<TableName, string>>
}

/** Any private range is suitable. Without peering, it cannot conflict with the range of another network. */
const vpcCidr = '10.64.0.0/24'

export class Network extends Construct {
  readonly vpc: IVpc
  readonly subnets: readonly ISubnet[]
  /** The group for steps that only read and write tables. */
  readonly stepsGroup: ISecurityGroup
  /** The group for steps that also use the vault key and the holding. */
  readonly vaultStepsGroup: ISecurityGroup
  readonly holdingGroup: ISecurityGroup

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id)
    const { settings } = props
    const vpc = new Vpc(this, 'Vpc', {
      // These are the ids of the Availability Zones, although the CDK expects names. See `placeById`.
      availabilityZones: [...settings.availabilityZones],
      ipAddresses: IpAddresses.cidr(vpcCidr),
      natGateways: 0,
      createInternetGateway: false,
      subnetConfiguration: [{ name: 'pci', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
      // By default, the members of a network's default security group can connect to each other and to any address.
      restrictDefaultSecurityGroup: true,
    })
    const tasks = logGroupNameOf(settings, 'network-tasks')
    addCdkFunctionLogs(this, 'NetworkTasks', { settings, name: tasks, key: props.logsKey })
    for (const subnet of vpc.isolatedSubnets) placeById(subnet)
    this.vpc = vpc
    this.subnets = vpc.isolatedSubnets

    const groups = securityGroups(this, vpc, settings)
    this.stepsGroup = groups.steps
    this.vaultStepsGroup = groups.vaultSteps
    this.holdingGroup = groups.holding
    dynamoDbEndpoint(vpc, props)
    keyServiceEndpoint(vpc, groups.keyService, props)
    flowLog(this, vpc, props)
  }
}

/**
 * Places a subnet by the id of its Availability Zone. The CDK supports only the name of the zone, but CloudFormation
 * supports both.
 */
function placeById({ node }: ISubnet): void {
  const subnet = node.defaultChild
  if (!CfnSubnet.isCfnSubnet(subnet)) throw new Error(`${node.path} is not a subnet.`)
  subnet.availabilityZoneId = subnet.availabilityZone
  subnet.availabilityZone = undefined
}

/**
 * Allows callers of this account to send the requests of the PCI zone to the tables of this stage, and no other
 * requests.
 */
function dynamoDbEndpoint(vpc: Vpc, { settings, tableArns }: NetworkProps): void {
  const used = mergeGrants(
    ...Object.values(pciZoneGrants).map(({ tables }) => tables),
    ...Object.values(retentionGrants),
  )
  const endpoint = vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB })
  for (const table of tableList) {
    const actions = used[table]
    if (actions === undefined) continue
    const [scans, others] = [actions.filter(isScan), actions.filter((action) => !isScan(action))]
    const passes = (named: readonly TableAction[], limit: StatementConditions) =>
      endpoint.addToPolicy(
        new PolicyStatement({
          principals: [new AnyPrincipal()],
          actions: [...new Set(named.map(iamActionOf))],
          resources: [tableArns[table]],
          conditions: {
            ...limit,
            StringEquals: { ...limit.StringEquals, 'aws:PrincipalAccount': settings.account },
          },
        }),
      )
    if (others.length > 0) passes(others, {})
    // A scan through this endpoint returns only what its purpose needs, even if its role allowed more.
    for (const scan of scans) passes([scan], conditionsOf(scan, table))
  }
}

const isScan = (action: TableAction): boolean => iamActionOf(action) === 'dynamodb:Scan'

/**
 * Allows callers of this account to use the vault key and no other key. Credentials of another account cannot use this
 * endpoint.
 */
function keyServiceEndpoint(vpc: Vpc, group: ISecurityGroup, { settings, vaultKey }: NetworkProps): void {
  const endpoint = vpc.addInterfaceEndpoint('KeyService', {
    service: InterfaceVpcEndpointAwsService.KMS,
    subnets: { subnets: vpc.isolatedSubnets.slice(0, settings.keyEndpointZones) },
    securityGroups: [group],
    privateDnsEnabled: true,
    open: false,
  })
  endpoint.addToPolicy(
    new PolicyStatement({
      sid: 'OurVaultKey',
      principals: [new AnyPrincipal()],
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      resources: [vaultKey.keyArn],
      conditions: { StringEquals: { 'aws:PrincipalAccount': settings.account } },
    }),
  )
}

function flowLog(scope: Construct, vpc: Vpc, { settings, logsKey }: NetworkProps): void {
  const group = logGroup(scope, 'Flows', { settings, name: logGroupNameOf(settings, 'network'), key: logsKey })
  const role = new Role(scope, 'FlowLogRole', {
    assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': settings.account } },
    }),
    inlinePolicies: {
      flows: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
            resources: [group.logGroupArn],
          }),
        ],
      }),
    },
  })
  new CfnFlowLog(scope, 'FlowLog', {
    resourceId: vpc.vpcId,
    resourceType: 'VPC',
    trafficType: 'ALL',
    logDestinationType: 'cloud-watch-logs',
    logGroupName: group.logGroupName,
    deliverLogsPermissionArn: role.roleArn,
  })
}
