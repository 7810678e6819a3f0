/** What CloudFormation needs in addition to the permissions in the schemas of the types. */
import { permissionsBoundaryArnOf, prefixOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { allow, type Statement } from './statement.ts'

/** Services that keep what the stage gives them under one of its keys, and use the key in the name of their caller. */
const servicesWithKeys = ['dynamodb', 'elasticache', 'events', 'lambda', 'logs', 's3', 'secretsmanager', 'sns', 'sqs']

/** Services that create a role of their own at their first use in an account. */
const servicesWithRoles = ['elasticache', 'email.cognito-idp', 'ops.apigateway', 'wafv2']

export interface AddedProps {
  readonly settings: StageSettings
  /** The ARNs of the roles of the stage. */
  readonly roles: readonly string[]
  /** The ARNs of the functions of the stage. */
  readonly functions: readonly string[]
  /** The services that take on a role of the stage. */
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
    // Custom resources are functions of the stage.
    allow(['lambda:InvokeFunction'], functions),
    // API Gateway, the firewall and the flow logs let AWS's log delivery write into a log group.
    allow(
      [
        ...['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:GetLogDelivery', 'logs:ListLogDeliveries'],
        ...['logs:UpdateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies'],
      ],
      ['*'],
    ),
    allow(['apigateway:SetWebACL'], ['arn:aws:apigateway:*::/restapis/*']),
    // An endpoint with a private name associates AWS's zone with the network.
    allow(['route53:AssociateVPCWithHostedZone'], ['*']),
    // What the bootstrap provides: the code of the functions, and its version, which every template checks.
    allow(['s3:GetObject'], [`arn:aws:s3:::cdk-hnb659fds-assets-${account}-*`]),
    allow(['ssm:GetParameters'], [`arn:aws:ssm:*:${account}:parameter/cdk-bootstrap/*`]),
    // The distribution refers to the firewall of the stack in us-east-1.
    allow(['cloudformation:DescribeStacks'], [`arn:aws:cloudformation:*:${account}:stack/${prefixOf(settings)}-*`]),
  ]
}

/** Actions that could give a role more than the boundary allows. */
const boundedActions = new Set(
  ['AttachRolePolicy', 'CreateRole', 'PutRolePermissionsBoundary', 'PutRolePolicy'].map((name) => `iam:${name}`),
)

/** IAM's statements: with a boundary, the role can create and change only roles that have the boundary. */
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
