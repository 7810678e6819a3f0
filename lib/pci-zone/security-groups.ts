/**
 * Defines which groups may connect to which in the isolated network. Egress rules are part of the group itself, because
 * only then does EC2 omit the rule that allows all egress.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html
 */
import {
  CfnSecurityGroup,
  CfnSecurityGroupIngress,
  type ISecurityGroup,
  type IVpc,
  SecurityGroup,
} from 'aws-cdk-lib/aws-ec2'
import type { Construct } from 'constructs'
import { dynamoDbPrefixLists } from '../regions.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface SecurityGroups {
  /** The group for steps that only read and write tables. */
  readonly steps: ISecurityGroup
  /** The group for the steps that also use the vault key and the holding. */
  readonly vaultSteps: ISecurityGroup
  readonly holding: ISecurityGroup
  readonly keyService: ISecurityGroup
}

const tcp = (port: number) => ({ ipProtocol: 'tcp', fromPort: port, toPort: port })
const https = tcp(443)
const valkey = tcp(6379)

/** A rule that allows no egress. A group without any rule would allow all egress. */
const noEgress = [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nowhere' }]

export function securityGroups(scope: Construct, vpc: IVpc, { region }: Pick<StageSettings, 'region'>): SecurityGroups {
  const group = (name: string, groupDescription: string, egress: CfnSecurityGroup.EgressProperty[]) =>
    new CfnSecurityGroup(scope, name, { vpcId: vpc.vpcId, groupDescription, securityGroupEgress: egress })
  const dynamoDb = { ...https, destinationPrefixListId: dynamoDbPrefixLists[region], description: 'DynamoDB' }

  const holding = group('HoldingGroup', 'The holding: spoken to by the steps that use the vault.', noEgress)
  const keyService = group('KeyServiceGroup', 'The key service: spoken to by the steps that use the vault.', noEgress)
  const steps = group('StepsGroup', 'Steps of the PCI zone: to DynamoDB.', [dynamoDb])
  const vaultSteps = group(
    'VaultStepsGroup',
    'Steps that use the vault: to DynamoDB, the key service and the holding.',
    [
      dynamoDb,
      { ...https, destinationSecurityGroupId: keyService.attrGroupId, description: 'The key service' },
      { ...valkey, destinationSecurityGroupId: holding.attrGroupId, description: 'The holding' },
    ],
  )
  for (const [name, to, port] of [['KeyService', keyService, https] as const, ['Holding', holding, valkey] as const]) {
    new CfnSecurityGroupIngress(scope, `${name}FromVaultSteps`, {
      ...port,
      groupId: to.attrGroupId,
      sourceSecurityGroupId: vaultSteps.attrGroupId,
      description: 'Steps that use the vault',
    })
  }
  const asGroup = (name: string, { attrGroupId }: CfnSecurityGroup) =>
    SecurityGroup.fromSecurityGroupId(scope, name, attrGroupId, { mutable: false })
  return {
    steps: asGroup('Steps', steps),
    vaultSteps: asGroup('VaultSteps', vaultSteps),
    holding: asGroup('Holding', holding),
    keyService: asGroup('KeyService', keyService),
  }
}
