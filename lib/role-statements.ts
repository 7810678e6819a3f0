/** Turns a function's grants into the statements of its role's policy, one per purpose. */
import type { IVpc } from 'aws-cdk-lib/aws-ec2'
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { type TableName, tableList } from '../lambdas/adapters/dynamodb/tables.ts'
import { allowedAttributes, attributeLimits, type LimitedAction, type StatementConditions } from './attribute-limits.ts'
import { apiStage } from './edge/api-stage.ts'
import type { TableAction, TableGrants } from './grants.ts'
import type { StageSettings } from './stage-settings.ts'

type AccountAndRegion = Pick<StageSettings, 'account' | 'region'>

export const logStatement = (logGroup: ILogGroup): PolicyStatement =>
  new PolicyStatement({
    sid: 'Log',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  })

/**
 * Returns a condition that allows requests only from inside this network, so that a function's credentials are useless
 * elsewhere.
 */
const sourceVpcCondition = (vpc: IVpc | undefined): StatementConditions =>
  vpc ? { StringEquals: { 'aws:SourceVpc': vpc.vpcId } } : {}

const pascalCase = (table: TableName): string =>
  table.replaceAll(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())

export function tableStatements(
  grants: TableGrants,
  tableArns: Readonly<Record<TableName, string>>,
  vpc?: IVpc,
): readonly PolicyStatement[] {
  return tableList.flatMap((table) => {
    const actions = grants[table]
    if (actions === undefined) return []
    const resources = [tableArns[table]]
    const whole = actions.filter((action) => !isAttributeLimited(action))
    const limited = actions
      .filter(isAttributeLimited)
      .filter((action) => !actions.some((other) => other === dynamoDbOperationOf(action)))
    return [
      ...(whole.length > 0
        ? [
            new PolicyStatement({
              sid: pascalCase(table),
              actions: whole.map(iamActionOf),
              resources,
              conditions: sourceVpcCondition(vpc),
            }),
          ]
        : []),
      ...limited.map((action) => {
        const limit = conditionsOf(action, table)
        return new PolicyStatement({
          sid: pascalCase(table) + attributeLimits[action].sid,
          actions: [iamActionOf(action)],
          resources,
          conditions: mergeConditions(sourceVpcCondition(vpc), limit),
        })
      }),
    ]
  })
}

/**
 * Returns the conditions that limit an action to certain attributes and limit what the action returns. Returns no
 * conditions for an action without limits.
 */
export const conditionsOf = (action: TableAction, table: TableName): StatementConditions =>
  isAttributeLimited(action)
    ? {
        ...attributeLimits[action].only,
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': allowedAttributes(action, table) },
      }
    : {}

const mergeConditions = (one: StatementConditions, other: StatementConditions): StatementConditions => ({
  ...one,
  ...other,
  ...((one.StringEquals || other.StringEquals) && { StringEquals: { ...one.StringEquals, ...other.StringEquals } }),
})

const isAttributeLimited = (action: TableAction): action is LimitedAction => Object.hasOwn(attributeLimits, action)

const dynamoDbOperationOf = (action: TableAction): string => action.split(' ')[0] ?? action

/** Returns IAM's name for the action. */
export const iamActionOf = (action: TableAction): string => `dynamodb:${dynamoDbOperationOf(action)}`

/**
 * Returns the permissions on the key that DynamoDB requires from a caller of an encrypted table. The function itself
 * cannot use them.
 */
export const tablesKeyStatement = (key: IKey, { region }: AccountAndRegion): PolicyStatement =>
  new PolicyStatement({
    sid: 'TablesKey',
    actions: ['kms:Decrypt', 'kms:DescribeKey'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
  })

export const vaultKeyStatement = (key: IKey, operation: 'GenerateDataKey' | 'Decrypt', vpc: IVpc): PolicyStatement =>
  new PolicyStatement({
    sid: 'VaultKey',
    actions: [`kms:${operation}`],
    resources: [key.keyArn],
    conditions: sourceVpcCondition(vpc),
  })

/** Allows sending to the sockets of a WebSocket API's only stage, and closing them. */
export const socketsStatement = ({ account, region }: AccountAndRegion, apiId: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'Sockets',
    actions: ['execute-api:ManageConnections'],
    resources: ['POST', 'DELETE'].map(
      (method) => `arn:aws:execute-api:${region}:${account}:${apiId}/${apiStage}/${method}/@connections/*`,
    ),
  })

export const holdingStatement = (arns: readonly string[]): PolicyStatement =>
  new PolicyStatement({ sid: 'Holding', actions: ['elasticache:Connect'], resources: [...arns] })

/**
 * Returns the permissions that Lambda needs to put a function into a network, according to Lambda's guide. Lambda
 * checks whether the role has these permissions for every resource in the account, so a grant for these subnets alone
 * would not suffice. Only Lambda uses them; the function's own code is denied all of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function networkInterfaceStatements({ account, region }: AccountAndRegion): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'MakeAndKeepInterfaces',
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: [`arn:aws:ec2:${region}:${account}:*/*`],
    }),
    // These actions do not support resources:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    new PolicyStatement({
      sid: 'SeeInterfaces',
      actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'NotTheFunctionItself',
      effect: Effect.DENY,
      actions: ['ec2:*'],
      resources: ['*'],
      conditions: { ArnLike: { 'lambda:SourceFunctionArn': `arn:aws:lambda:${region}:${account}:function:*` } },
    }),
  ]
}
