/** Abuse 54: what the policies of the vault's tables deny, evaluated as IAM does. */
import { describe, expect, test } from 'vitest'
import { tableLogicalId } from '../../lib/table.ts'
import { type Statement, statementsOf } from './policies.ts'
import { type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>
const account = '111122223333'

const users = {
  submissions: ['submit-form', 'retrieve-submission', 'list-history', 'view-history', 'erase'],
  'data-keys': ['submit-form', 'retrieve-submission', 'view-history', 'erase'],
} as const
const tasks = ['sweep-retention', 'check-retention']
const itemActions = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'Scan',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
]
const partiQl = ['PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete']
const copies = ['CreateBackup', 'ExportTableToPointInTime', 'EnableKinesisStreamingDestination']
const settings = ['UpdateTable', 'UpdateContinuousBackups']

/**
 * The IAM actions that AWS documents for a table policy. A transaction needs the actions of its items and
 * `ConditionCheckItem`, a PartiQL statement the action of its verb. DynamoDB rejects a policy that names another
 * action. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
 */
const documented = new Set([
  ...itemActions,
  'ConditionCheckItem',
  ...partiQl,
  ...['DeleteTable', 'DescribeTable', 'UpdateTable', 'ListTagsOfResource', 'TagResource', 'UntagResource'],
  ...['DescribeTableReplicaAutoScaling', 'UpdateTableReplicaAutoScaling', 'CreateBackup'],
  ...['DescribeContinuousBackups', 'RestoreTableToPointInTime', 'UpdateContinuousBackups'],
  ...['DescribeContributorInsights', 'UpdateContributorInsights', 'ExportTableToPointInTime'],
  ...['DescribeKinesisStreamingDestination', 'DisableKinesisStreamingDestination'],
  ...['EnableKinesisStreamingDestination', 'UpdateKinesisStreamingDestination'],
  ...['GetResourcePolicy', 'PutResourcePolicy', 'DeleteResourcePolicy', 'DescribeTimeToLive', 'UpdateTimeToLive'],
])

interface Asked {
  readonly action: string
  readonly by: string
  readonly vpc?: string
}

const listOf = (values: unknown): readonly unknown[] => (Array.isArray(values) ? values : [values])

/** A negated operator is met by a missing key; `Null` tests whether it is missing. */
const isMet = ({ Condition }: Statement, { by, vpc }: Asked): boolean =>
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      if (operator === 'ArnNotEquals' && key === 'aws:PrincipalArn') return !listOf(values).includes(by)
      if (operator === 'Null' && key === 'aws:SourceVpc') return String(values) === String(vpc === undefined)
      throw new Error(`${operator} of ${key} is not supported`)
    }),
  )

const isDenied = (statements: readonly Statement[], asked: Asked): boolean =>
  statements.some((each) => each.Action.includes(`dynamodb:${asked.action}`) && isMet(each, asked))

describe.each(stages)('the policies of the vault’s tables of %s', (stage) => {
  const { all, one, stacks } = byStage[stage]
  const region = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
  const role = (name: string) => `arn:aws:iam::${account}:role/sealform-${stage}-${name}-${region}`
  const deployment = `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`
  const policyOf = (table: 'submissions' | 'data-keys'): readonly Statement[] => {
    const { ResourcePolicy } = one('AWS::DynamoDB::Table', tableLogicalId(table)).properties
    const { PolicyDocument } = Object(ResourcePolicy)
    return statementsOf(PolicyDocument)
  }
  const vpc = 'vpc-of-the-stage'

  test('contain only denials for every principal, apply only to their own table, and refer to no other stack', () => {
    expect(stacks.size).toBeGreaterThan(1)
    for (const table of ['submissions', 'data-keys'] as const) {
      for (const { Effect, Principal, Resource, Condition } of policyOf(table)) {
        expect([Effect, Principal, Resource]).toEqual(['Deny', { AWS: '*' }, ['*']])
        expect(JSON.stringify(Condition)).not.toMatch(/Fn::|"Ref"|</)
      }
    }
  })

  test('name only actions that DynamoDB accepts in a table policy', () => {
    for (const table of ['submissions', 'data-keys'] as const) {
      const names = policyOf(table).flatMap(({ Action }) => Action.map((action) => action.replace('dynamodb:', '')))
      expect(names.filter((name) => !documented.has(name))).toEqual([])
    }
  })

  test('exist for no other table', () => {
    const tables = all('AWS::DynamoDB::Table').filter(({ properties }) => properties.ResourcePolicy !== undefined)
    expect(tables.map(({ id }) => id).sort()).toEqual(['DataKeysTable', 'SubmissionsTable'])
  })

  test.each(Object.entries(users))(
    'abuse 54: allow access to the items only to the roles that use %s, and only from a network',
    (name, steps) => {
      const policy = policyOf(name === 'submissions' ? 'submissions' : 'data-keys')
      for (const action of [...itemActions, 'ConditionCheckItem', ...partiQl]) {
        for (const by of [...steps, ...tasks].map(role)) {
          expect([action, by, isDenied(policy, { action, by, vpc })]).toEqual([action, by, false])
          expect([action, by, isDenied(policy, { action, by })]).toEqual([action, by, true])
        }
        for (const by of [
          role('send-form'),
          role('issue-retrieve-key'),
          `arn:aws:iam::${account}:role/Admin`,
          deployment,
        ]) {
          expect([action, by, isDenied(policy, { action, by, vpc })]).toEqual([action, by, true])
        }
      }
    },
  )

  test('abuse 54: allow no copy of the data keys, and let only the deployment change their table', () => {
    const policy = policyOf('data-keys')
    const others = [role('erase'), `arn:aws:iam::${account}:role/Admin`]
    for (const action of copies) {
      for (const by of [...others, deployment])
        expect([action, isDenied(policy, { action, by, vpc })]).toEqual([action, true])
    }
    for (const action of settings) {
      for (const by of others) expect([action, isDenied(policy, { action, by, vpc })]).toEqual([action, true])
      expect([action, isDenied(policy, { action, by: deployment })]).toEqual([action, false])
    }
  })

  test('do not restrict access to the description, the deletion, the TTL or the policy of a table', () => {
    for (const table of ['submissions', 'data-keys'] as const) {
      for (const { Action } of policyOf(table)) {
        expect(Action.filter((action) => /Describe|DeleteTable|TimeToLive|ResourcePolicy|\*/.test(action))).toEqual([])
      }
    }
  })
})
