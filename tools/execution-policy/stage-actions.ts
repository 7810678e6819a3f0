/** The actions that CloudFormation needs for the resources of a stage. */
import type { HandlerPermissions } from './handler-permissions.ts'

/** The services whose name in an IAM policy differs from the name in their resource types. */
const serviceNames: Readonly<Record<string, string>> = { ApiGatewayV2: 'apigateway', Cognito: 'cognito-idp' }

const serviceOf = (type: string): string => {
  const [, service = ''] = type.split('::')
  return serviceNames[service] ?? service.toLowerCase()
}

/** The other services whose resources a resource type creates on behalf of its caller. */
const otherServices: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::FlowLog': ['logs'],
  'AWS::ElastiCache::ServerlessCache': ['ec2'],
  'AWS::Lambda::Function': ['ec2'],
  'AWS::WAFv2::LoggingConfiguration': ['logs'],
}

/**
 * Actions that are left out although the schemas list them, because the stage does not use the features that need them.
 * CloudFormation's role must not read, write or copy the content of a table or bucket, or send the content to another
 * service.
 */
const leftOut = [
  /^dynamodb:(BatchWriteItem|DeleteItem|GetItem|PutItem|Query|Scan|UpdateItem)$/,
  /^dynamodb:(AssociateTableReplica|CreateTableReplica|ImportTable|DescribeImport|\w*Kinesis\w*)$/,
  /^s3:(DeleteObject|PutObjectAcl|\w*MetadataTable\w*|UpdateBucketMetadata\w*|Put\w*Replication\w*|PutInventory\w*)$/,
  /^secretsmanager:(ReplicateSecretToRegions|RemoveRegionsFromReplication)$/,
  /^lambda:(PassCapacityProvider|GetFunctionScalingConfig|PutFunctionScalingConfig|\w*CodeSigning\w*|GetLayerVersion)$/,
  /^cloudfront:(\w*ConnectionGroup|GetVpcOrigin|UpdateDistributionWithStagingConfig)$/,
  /^logs:PutBearerTokenAuthentication$/,
  /^ec2:CreateVpcEncryptionControl$/,
]

/** Returns true for a custom resource. CloudFormation invokes a function of the stage to create it. */
const isCustom = (type: string): boolean => type.startsWith('Custom::')

/** Returns every resource type for which CloudFormation needs recorded permissions. Omits custom resources. */
export const providedTypes = (types: Iterable<string>): readonly string[] =>
  [...new Set(types)].filter((type) => !isCustom(type) && type !== 'AWS::CDK::Metadata').sort()

/** Returns the services whose actions the policy takes from the schemas. */
export const servicesOf = (types: Iterable<string>): readonly string[] =>
  [...new Set(providedTypes(types).flatMap((type) => [serviceOf(type), ...(otherServices[type] ?? [])]))].sort()

/**
 * Returns the actions that CloudFormation needs for these types. @throws {Error} if the permissions of a type are not
 * recorded
 */
export const stageActions = (types: Iterable<string>, known: HandlerPermissions): readonly string[] => {
  const actions = providedTypes(types).flatMap((type) => {
    const permissions = known.types[type]
    if (permissions === undefined) {
      throw new Error(`The permissions of ${type} are not recorded: run node test/tools/execution-policy/record.ts.`)
    }
    const services = [serviceOf(type), ...(otherServices[type] ?? [])]
    return permissions.filter((action) => services.some((service) => action.startsWith(`${service}:`)))
  })
  return [...new Set(actions)].filter((action) => !leftOut.some((pattern) => pattern.test(action))).sort()
}
