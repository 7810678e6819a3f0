/** The permissions that CloudFormation needs in addition to those in the schemas of the resource types. */
import { permissionsBoundaryArnOf, prefixOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { allow, type Statement } from './statement.ts'

/** The services that encrypt the stage's data with the stage's KMS keys. They use the keys on behalf of the caller. */
const servicesWithKeys = ['dynamodb', 'elasticache', 'events', 'lambda', 'logs', 's3', 'secretsmanager', 'sns', 'sqs']

/** Services that create a service-linked role when they are first used in an account. */
const servicesWithRoles = ['elasticache', 'email.cognito-idp', 'ops.apigateway', 'wafv2']

export interface AddedProps {
  readonly settings: StageSettings
  /** The ARNs of the roles of the stage. */
  readonly roles: readonly string[]
  /** The ARNs of the functions of the stage. */
  readonly functions: readonly string[]
  /** The services that assume a role of the stage. */
  readonly trusted: readonly string[]
}

export const addedStatements = ({ settings, roles, functions, trusted }: AddedProps): readonly Statement[] => {
  const { account } = settings
  const amazon = (names: readonly string[]) => names.map((name) => `${name}.amazonaws.com`)
  return [
    allow(['iam:PassRole'], roles, { StringEquals: { 'iam:PassedToService': trusted } }),
    allow(['iam:CreateServiceLinkedRole'], [`arn:aws:iam::${account}:role/aws-service-role/*`], {
      StringEquals: { 'iam:AWSServiceName': amazon(servicesWithRoles) },
    }),
    allow(
      ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      [`arn:aws:kms:*:${account}:key/*`],
      { StringLike: { 'kms:ViaService': servicesWithKeys.map((name) => `${name}.*.amazonaws.com`) } },
    ),
    // The stage's functions implement the custom resources.
    allow(['lambda:InvokeFunction'], functions),
    // API Gateway, the firewall and the flow logs let AWS's log delivery write into a log group.
    allow(
      [
        ...['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:GetLogDelivery', 'logs:ListLogDeliveries'],
        ...['logs:UpdateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies'],
      ],
      ['*'],
    ),
    // An upgrade from version 0.2.0 deletes the firewall of the API.
    allow(
      ['apigateway:SetWebACL', 'wafv2:DisassociateWebACL', 'wafv2:GetWebACLForResource'],
      ['arn:aws:apigateway:*::/restapis/*', `arn:aws:wafv2:*:${account}:regional/webacl/${prefixOf(settings)}-*`],
    ),
    // For an endpoint with a private DNS name, AWS associates its own hosted zone with the network.
    allow(['route53:AssociateVPCWithHostedZone'], ['*']),
    // The bootstrap stack provides the bucket with the functions' code, and a parameter with its version. Every
    // template checks this version.
    allow(['s3:GetObject'], [`arn:aws:s3:::cdk-hnb659fds-assets-${account}-*`]),
    allow(['ssm:GetParameters'], [`arn:aws:ssm:*:${account}:parameter/cdk-bootstrap/*`]),
    // The distribution refers to the firewall, which is in the stack in us-east-1.
    allow(['cloudformation:DescribeStacks'], [`arn:aws:cloudformation:*:${account}:stack/${prefixOf(settings)}-*`]),
  ]
}

/** Actions that could give a role more than the boundary allows. */
const boundedActions = new Set(
  ['AttachRolePolicy', 'CreateRole', 'PutRolePermissionsBoundary', 'PutRolePolicy'].map((name) => `iam:${name}`),
)

/**
 * Returns the statements about IAM. With a permissions boundary, CloudFormation's role can create and change only roles
 * that have the boundary.
 */
export const roleStatements = (
  settings: StageSettings,
  actions: readonly string[],
  roles: readonly string[],
): readonly Statement[] => {
  const boundary = permissionsBoundaryArnOf(settings)
  if (boundary === undefined) return [allow(actions, roles)]
  const free = actions.filter((each) => !boundedActions.has(each) && each !== 'iam:DeleteRolePermissionsBoundary')
  return [
    allow(free, roles),
    allow([...boundedActions], roles, { StringEquals: { 'iam:PermissionsBoundary': boundary } }),
  ]
}
