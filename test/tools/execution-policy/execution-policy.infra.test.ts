import { describe, expect, test } from 'vitest'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { describeMissingBoundary, executionPolicies } from '../../../tools/execution-policy/execution-policy.ts'
import { handlerPermissions } from '../../../tools/execution-policy/handler-permissions.ts'
import { maxPolicySize, splitIntoPolicies } from '../../../tools/execution-policy/split-into-policies.ts'
import { providedTypes } from '../../../tools/execution-policy/stage-actions.ts'
import { allow } from '../../../tools/execution-policy/statement.ts'
import { nextCommands } from '../../../tools/execution-policy/write-policies.ts'
import { decide } from '../../iam/policy-evaluator.ts'
import { exampleStages, type StageName, stages, synthesise } from '../../lib/synthesised.ts'

const account = '111122223333'
const boundary = `arn:aws:iam::${account}:policy/limits`
const regionOf = { demo: 'us-east-1', production: 'eu-central-1' }
const withRanges = { trustedRanges: ['203.0.113.0/24'] }
const resourcesOf = {
  demo: resources(synthesise('demo')),
  production: resources(synthesise('production', withRanges)),
} satisfies Record<StageName, unknown>

function resources({ resources: all }: ReturnType<typeof synthesise>) {
  return all.map(({ type, id, properties }) => ({ type, logicalId: id, properties }))
}

const policiesOf = (stage: StageName, change: object = {}) =>
  executionPolicies({
    settings: stageSettings(stage, { [stage]: { ...exampleStages[stage], ...change } }),
    resources: resourcesOf[stage],
    known: handlerPermissions(),
  })

/** IAM's decision about a request that CloudFormation sends with these policies alone. */
const decisionOf = (stage: StageName, change: object = {}) => {
  const statements = policiesOf(stage, change).flatMap(({ Statement }) => Statement)
  const identity = statements.map(({ Action, Resource, Condition = {}, Effect }) => ({
    Sid: '',
    Effect,
    Action: [...Action],
    Resource: [...Resource],
    Condition: { ...Condition },
  }))
  return (action: string, resource: string, context: Readonly<Record<string, string>> = {}) => {
    const request = { action, resource, context: { 'aws:RequestedRegion': regionOf[stage], ...context } }
    return decide(request, { identity }).decision
  }
}

describe.each(stages)('the execution policies of %s', (stage) => {
  const policies = policiesOf(stage)
  const actions = policies.flatMap(({ Statement }) => Statement).flatMap(({ Action }) => Action)
  const decision = decisionOf(stage)
  const prefix = `sealform-${stage}`
  const here = (service: string, resource: string) => `arn:aws:${service}:${regionOf[stage]}:${account}:${resource}`

  test('fit into managed policies, of which a role can have ten', () => {
    expect(policies.length).toBeLessThanOrEqual(10)
    for (const policy of policies) expect(JSON.stringify(policy).length).toBeLessThanOrEqual(maxPolicySize)
  })

  test('allow creating each type of resource of the stage', () => {
    const { types } = handlerPermissions()
    const provided = providedTypes(resourcesOf[stage].map(({ type }) => type))
    expect(provided.length).toBeGreaterThan(50)
    const withoutActions = provided.filter((type) => !types[type]?.some((action) => actions.includes(action)))
    expect(withoutActions).toEqual([])
  })

  test('name each action, and contain no administrator rights', () => {
    expect(actions.filter((each) => each.includes('*'))).toEqual(['kms:GenerateDataKey*', 'kms:ReEncrypt*'])
    expect(actions.filter((each) => /^iam:.*(User|AccessKey|Policy(Version)?$)/.test(each)).sort()).toEqual(
      [
        'AttachRolePolicy',
        'DeleteRolePolicy',
        'DetachRolePolicy',
        'GetRolePolicy',
        'PutRolePolicy',
        'UpdateAssumeRolePolicy',
      ].map((name) => `iam:${name}`),
    )
  })

  test('allow no access to stored items, objects or logged lines', () => {
    for (const action of [
      'dynamodb:GetItem',
      'dynamodb:Scan',
      'dynamodb:DeleteItem',
      's3:PutObject',
      's3:DeleteObject',
    ]) {
      expect(actions).not.toContain(action)
    }
    expect(decision('s3:GetObject', `arn:aws:s3:::${prefix}-events-archivebucket-1/audit/1`)).toBe('denied')
    expect(decision('s3:GetObject', `arn:aws:s3:::cdk-hnb659fds-assets-${account}-${regionOf[stage]}/1.zip`)).toBe(
      'allowed',
    )
    expect(actions.filter((each) => /^logs:(Get|Filter)LogEvents|^logs:StartQuery/.test(each))).toEqual([])
  })

  test('allow the use of a key only through a service that encrypts with it', () => {
    const key = here('kms', 'key/1')
    expect(decision('kms:Decrypt', key)).toBe('denied')
    expect(decision('kms:Decrypt', key, { 'kms:ViaService': `dynamodb.${regionOf[stage]}.amazonaws.com` })).toBe(
      'allowed',
    )
  })

  test.each([
    ['dynamodb:DeleteTable', 'dynamodb', 'table/', '-vault-DataKeysTable-1'],
    ['lambda:UpdateFunctionCode', 'lambda', 'function:', '-submit-form'],
    ['elasticache:DeleteServerlessCache', 'elasticache', 'serverlesscache:', '-holding'],
    ['sqs:DeleteQueue', 'sqs', '', '-events-ReadersUnread-1'],
  ])('allow %s only for resources of the stage, and only in its Regions', (action, service, kind, name) => {
    expect(decision(action, here(service, `${kind}${prefix}${name}`))).toBe('allowed')
    expect(decision(action, here(service, `${kind}${prefix}-2`.replace(`${stage}-2`, `${stage}2`)))).toBe('denied')
    expect(decision(action, here(service, `${kind}orders`))).toBe('denied')
    const elsewhere = { 'aws:RequestedRegion': 'ap-southeast-2' }
    expect(decision(action, here(service, `${kind}${prefix}${name}`), elsewhere)).toBe('denied')
  })

  test('cover the names of all resources that have one', () => {
    const named = [
      ['AWS::IAM::Role', 'RoleName', 'iam:CreateRole', (name: string) => `arn:aws:iam::${account}:role/${name}`],
      [
        'AWS::Lambda::Function',
        'FunctionName',
        'lambda:CreateFunction',
        (name: string) => here('lambda', `function:${name}`),
      ],
      [
        'AWS::Logs::LogGroup',
        'LogGroupName',
        'logs:CreateLogGroup',
        (name: string) => here('logs', `log-group:${name}`),
      ],
      [
        'AWS::CloudWatch::Alarm',
        'AlarmName',
        'cloudwatch:PutMetricAlarm',
        (name: string) => here('cloudwatch', `alarm:${name}`),
      ],
      [
        'AWS::CloudWatch::Dashboard',
        'DashboardName',
        'cloudwatch:PutDashboard',
        (name: string) => `arn:aws:cloudwatch::${account}:dashboard/${name}`,
      ],
      ['AWS::Events::EventBus', 'Name', 'events:CreateEventBus', (name: string) => here('events', `event-bus/${name}`)],
      ['AWS::Events::Rule', 'Name', 'events:PutRule', (name: string) => here('events', `rule/${name}`)],
      [
        'AWS::CloudTrail::Trail',
        'TrailName',
        'cloudtrail:CreateTrail',
        (name: string) => here('cloudtrail', `trail/${name}`),
      ],
      ['AWS::SNS::Topic', 'TopicName', 'sns:CreateTopic', (name: string) => here('sns', name)],
      ['AWS::KMS::Alias', 'AliasName', 'kms:CreateAlias', (name: string) => here('kms', name)],
      [
        'AWS::WAFv2::WebACL',
        'Name',
        'wafv2:UpdateWebACL',
        (name: string) => here('wafv2', `regional/webacl/${name}/1`),
      ],
      [
        'AWS::CloudFront::Function',
        'Name',
        'cloudfront:UpdateFunction',
        (name: string) => `arn:aws:cloudfront::${account}:function/${name}`,
      ],
    ] as const
    const checked = named.flatMap(([type, property, action, arnOf]) =>
      resourcesOf[stage]
        .filter((each) => each.type === type && typeof each.properties[property] === 'string')
        .map(({ properties }) => ({ action, arn: arnOf(String(properties[property])) })),
    )
    expect(new Set(checked.map(({ action }) => action)).size).toBe(named.length)
    expect(checked.filter(({ action, arn }) => decision(action, arn) !== 'allowed')).toEqual([])
  })

  test('allow passing the stage’s roles only to services that a role of the stage trusts', () => {
    const role = `arn:aws:iam::${account}:role/${prefix}-submit-form`
    expect(decision('iam:PassRole', role, { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe('allowed')
    expect(decision('iam:PassRole', role, { 'iam:PassedToService': 'ec2.amazonaws.com' })).toBe('denied')
    expect(decision('iam:PassRole', `arn:aws:iam::${account}:role/admin`)).toBe('denied')
  })

  test('with a permissions boundary allow roles only with this boundary, and never remove it', () => {
    const bounded = decisionOf(stage, { permissionsBoundary: 'limits' })
    const role = `arn:aws:iam::${account}:role/${prefix}-submit-form`
    for (const action of [
      'iam:CreateRole',
      'iam:PutRolePolicy',
      'iam:AttachRolePolicy',
      'iam:PutRolePermissionsBoundary',
    ]) {
      expect(bounded(action, role)).toBe('denied')
      expect(bounded(action, role, { 'iam:PermissionsBoundary': `${boundary}-2` })).toBe('denied')
      expect(bounded(action, role, { 'iam:PermissionsBoundary': boundary })).toBe('allowed')
    }
    expect(bounded('iam:DeleteRolePermissionsBoundary', role)).toBe('denied')
    expect(bounded('iam:DeleteRole', role)).toBe('allowed')
  })
})

test('the execution-policy command prints what the policies cannot prevent without a permissions boundary', () => {
  const settings = stageSettings('demo', exampleStages)
  expect(describeMissingBoundary(settings)).toMatch(/^Without the setting permissionsBoundary, CloudFormation can give/)
  expect(describeMissingBoundary({ ...settings, permissionsBoundary: 'limits' })).toBeUndefined()
})

test('a resource type without recorded permissions is reported, with the command that records them', () => {
  const settings = stageSettings('demo', exampleStages)
  const unknown = [{ type: 'AWS::MSK::Cluster', logicalId: 'Cluster', properties: {} }]
  expect(() => executionPolicies({ settings, resources: unknown, known: handlerPermissions() })).toThrow(
    'The permissions of AWS::MSK::Cluster are not recorded: run node test/tools/execution-policy/record.ts.',
  )
})

test('statements are distributed over policies in their order, and a statement that is too large for a policy is reported', () => {
  const statement = allow(['s3:GetObject'], ['x'.repeat(3_000)])
  expect(splitIntoPolicies([statement, statement, statement]).map(({ Statement }) => Statement.length)).toEqual([
    1, 1, 1,
  ])
  expect(() => splitIntoPolicies([allow(['s3:GetObject'], ['x'.repeat(maxPolicySize)])])).toThrow(
    'A statement for s3:GetObject is too large.',
  )
})

test('the printed commands create each policy and bootstrap the account with all of them', () => {
  const files = [1, 2].map((number) => ({ name: `sealform-demo-execution-${number}`, file: `policies/${number}.json` }))
  expect(nextCommands({ stage: 'demo', account }, files)).toEqual([
    'Create the policies, then bootstrap the account with them:',
    '',
    'aws iam create-policy --policy-name sealform-demo-execution-1 --policy-document file://policies/1.json',
    'aws iam create-policy --policy-name sealform-demo-execution-2 --policy-document file://policies/2.json',
    `npm run bootstrap -- demo --cloudformation-execution-policies arn:aws:iam::${account}:policy/sealform-demo-execution-1,arn:aws:iam::${account}:policy/sealform-demo-execution-2`,
  ])
})
