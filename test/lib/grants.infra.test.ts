/** The permissions of every role of a stage, against one table. */
import { describe, expect, test } from 'vitest'
import {
  type TableDefinition,
  type TableName,
  tableDefinitions,
  tableList,
} from '../../lambdas/adapters/dynamodb/tables.ts'
import { SubmissionDescription } from '../../lambdas/pci-zone/vault/submissions.ts'
import { stepNames } from '../../lib/grants.ts'
import { tableLogicalId } from '../../lib/table.ts'
import { functionOfRole, managedPoliciesOf, type Statement, statementsOfRole } from './policies.ts'
import { type StageName, stages, synthesise } from './synthesised.ts'

/**
 * On a table: b BatchGetItem, g GetItem, q Query, p PutItem, u UpdateItem, d DeleteItem, c ConditionCheckItem; P and U
 * the same writes, limited to attributes (lib/attribute-limits.ts). No role writes in batches, and only scheduled tasks
 * scan (s). No role changes a record of the audit log. Only erasure, retention and closed sockets delete.
 */
const expected = `
step                 sites people templates conversations forms one-time-keys agent-sessions submissions data-keys connections audit vault-key       holding
put-conversation     b     b      -         PUbq          b     -             b              -           -         dq          pq    -               -
close-conversation   b     b      -         Ubq           Ub    -             b              -           -         dq          pq    -               -
send-form            b     Ub     b         PUb           Pb    P             Ubp            -           -         -           pq    -               -
list-forms           b     Ub     -         bq            b     -             Ubp            -           -         -           pq    -               -
get-form             b     Ub     -         -             b     -             Ubp            -           -         -           pq    -               -
resend-form          b     Ub     -         PUbc          Ub    P             Ubp            -           -         -           cpq   -               -
cancel-form          b     Ub     -         -             Ub    -             Ubp            -           -         dq          cpq   -               -
open-form            b     -      b         b             Ub    b             -              -           -         -           cpq   -               -
resume-form          b     -      b         -             b     -             -              -           -         -           -     -               -
extend-form          -     -      -         -             Ub    -             -              -           -         -           -     -               -
report-progress      b     b      b         -             b     -             b              -           -         dq          -     -               -
issue-submit-key     -     -      -         -             b     P             -              -           -         -           -     -               -
submit-form          -     -      b         c             Ub    Ub            -              p           p         -           cpq   GenerateDataKey submit
decline-form         -     -      -         -             Ub    -             -              -           -         -           cpq   -               -
issue-retrieve-key   b     Ub     -         -             b     P             Ubp            -           -         -           pq    -               -
retrieve-submission  b     Ubc    -         c             Ub    Ub            Ubcp           b           b         -           cpq   Decrypt         retrieve
list-templates       b     Ub     q         -             -     -             Ubp            -           -         -           pq    -               -
get-template         b     Ub     b         -             -     -             Ubp            -           -         -           pq    -               -
put-template         b     Ub     bgp       -             -     -             Ubp            -           -         -           pq    -               -
delete-template      b     Ub     Ubc       -             -     -             Ubp            -           -         -           pq    -               -
get-site             b     Ub     -         -             -     -             Ubp            -           -         -           pq    -               -
put-site             bcp   Ubc    -         -             -     -             Ubp            -           -         -           pq    -               -
patch-site           bcp   Ubc    -         -             -     -             Ubp            -           -         -           pq    -               -
issue-events-ticket  b     Ub     -         -             -     -             Ubp            -           -         P           pq    -               -
get-session          b     Ub     -         -             -     -             Ubp            -           -         -           pq    -               -
stay-signed-in       b     Ub     -         -             -     -             Ubp            -           -         -           pq    -               -
sign-out             b     Ub     -         -             -     -             Ubp            -           -         dq          pq    -               -
list-people          b     Ubq    -         -             -     -             Ubp            -           -         -           pq    -               -
put-person           bc    Ubc    -         -             -     -             Ubp            -           -         dq          pq    -               -
list-history         b     Ub     -         bq            b     -             Ubp            b           -         -           pq    -               -
view-history         b     Ubc    b         bc            bc    -             Ubp            bc          bc        -           cpq   Decrypt         -
erase                b     Ub     -         Ubgpq         Ub    -             Ubp            bd          d         -           pq    -               erase
preview-erasure      b     Ub     -         bq            b     -             Ubp            b           -         -           pq    -               -
get-erasure          b     Ub     -         g             -     -             Ubp            -           -         -           pq    -               -
list-audit           b     Ub     -         b             -     -             Ubp            -           -         -           bpq   -               -
get-openapi          -     -      -         -             -     -             -              -           -         -           -     -               -
serve-page           b     -      -         -             -     -             -              -           -         -           -     -               -
connect-authorizer   b     b      -         -             -     -             b              -           -         Ub          pq    -               -
open-socket          -     -      -         -             -     -             -              -           -         Pdq         -     -               -
close-socket         -     -      -         -             -     -             -              -           -         d           -     -               -
check-connections    b     b      -         -             -     -             b              -           -         ds          -     -               -
publish-events       b     b      -         bq            b     -             b              -           -         dq          P     -               -
pre-authentication   b     Ub     -         -             -     -             -              -           -         -           pq    -               -
post-authentication  -     U      -         -             -     -             -              -           -         -           pq    -               -
post-confirmation    -     U      -         -             -     -             -              -           -         -           pq    -               -
disable-unused       -     Us     -         -             -     -             -              -           -         -           pq    -               -
sweep-retention      b     -      -         -             -     -             -              ds          d         -           -     -               -
check-retention      b     -      -         s             s     s             s              s           s         s           s     -               -
`

const actionLetters: Readonly<Record<string, string>> = {
  'dynamodb:BatchGetItem': 'b',
  'dynamodb:GetItem': 'g',
  'dynamodb:Query': 'q',
  'dynamodb:PutItem': 'p',
  'dynamodb:UpdateItem': 'u',
  'dynamodb:DeleteItem': 'd',
  'dynamodb:ConditionCheckItem': 'c',
  'dynamodb:Scan': 's',
}
const tableArns = new Map(tableList.map((name) => [`<${tableLogicalId(name)}.Arn>`, name]))

/** Every function writes its log, and Lambda attaches those of the isolated network to it. */
const isCommonStatement = ({ Sid }: Statement): boolean =>
  ['Log', 'TablesKey', 'MakeAndKeepInterfaces', 'SeeInterfaces', 'NotTheFunctionItself'].includes(Sid)

/** Writing to and closing the sockets of this stage, which only the steps that notify agents do. */
const managesSockets = ['POST', 'DELETE'].map((method) =>
  expect.stringMatching(
    new RegExp(
      `^Allow execute-api:ManageConnections arn:aws:execute-api:[^:]+:\\d+:<SocketsApi>/live/${method}/@connections/\\*$`,
    ),
  ),
)
const nonTableStatements: Readonly<Record<string, readonly unknown[]>> = Object.fromEntries(
  ['put-conversation', 'close-conversation', 'cancel-form', 'report-progress', 'put-person', 'sign-out'].map((step) => [
    step,
    managesSockets,
  ]),
)

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>

function rolesOf(stage: StageName): ReadonlyMap<string, readonly Statement[]> {
  const named = byStage[stage].all('AWS::IAM::Role').flatMap(({ properties }) => {
    const name = functionOfRole(properties, stage)
    return name === undefined ? [] : [[name, statementsOfRole(properties)] as const]
  })
  return new Map(named)
}

/** The names that CDK makes end in a few digits. */
const withoutHashSuffix = (text: string): string => text.replaceAll(/[0-9A-F]{8}(?=[.>])/g, '')

/** The cache of the stage, or one of its users by name. */
const isOfHolding = (resource: string): boolean => /^<HoldingCache|:user:sealform-\w+-\w+$/.test(resource)

const keyAttributes = (table: TableName): readonly string[] => {
  const { partition, sort }: TableDefinition = tableDefinitions[table]
  return [partition.name, ...(sort === undefined ? [] : [sort.name])]
}

const isLimitedWrite = (action: string, condition: Statement['Condition']): boolean =>
  /:(PutItem|UpdateItem)$/.test(action) && condition['ForAllValues:StringEquals']?.['dynamodb:Attributes'] !== undefined

/** A row of the table, from the statements of a role. Statements without a column are returned separately. */
function rowOf(statements: readonly Statement[]) {
  const cells = new Map<string, string>()
  const beside: string[] = []
  for (const { Effect, Action, Resource, Condition } of statements.filter((each) => !isCommonStatement(each))) {
    for (const resource of Resource) {
      const table = tableArns.get(resource)
      for (const action of Action) {
        const letter = isLimitedWrite(action, Condition) ? actionLetters[action]?.toUpperCase() : actionLetters[action]
        if (Effect === 'Allow' && table !== undefined && letter !== undefined) {
          cells.set(table, [...new Set([...(cells.get(table) ?? ''), letter])].sort().join(''))
        } else if (Effect === 'Allow' && resource === '<VaultKey.Arn>') {
          cells.set('vault-key', [cells.get('vault-key'), action.replace('kms:', '')].filter(Boolean).join('+'))
        } else if (Effect === 'Allow' && action === 'elasticache:Connect' && isOfHolding(resource)) {
          const user = /:user:sealform-\w+-(submit|retrieve|erase)$/.exec(resource)?.[1]
          if (user !== undefined) cells.set('holding', [cells.get('holding'), user].filter(Boolean).join('+'))
        } else beside.push(`${Effect} ${action} ${withoutHashSuffix(resource)}`)
      }
    }
  }
  return { cells, beside }
}

const rows = expected
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/))
const [, ...columns] = rows[0] ?? []

describe.each(stages)('in %s', (stage) => {
  const roles = rolesOf(stage)

  test.each(rows.slice(1))('%s has exactly the grants in the table', (step, ...wanted) => {
    const { cells, beside } = rowOf(roles.get(step) ?? [])
    expect(roles.has(step)).toBe(true)
    expect(columns.map((column) => cells.get(column) ?? '-')).toEqual(wanted)
    if (stepNames.some((name) => name === step)) expect(beside).toEqual(nonTableStatements[step] ?? [])
  })

  test('the table has a row for each step, and for every other role that uses tables', () => {
    const using = [...roles].filter(([, statements]) => rowOf(statements).cells.size > 0).map(([name]) => name)
    expect(
      rows
        .slice(1)
        .map(([step]) => step)
        .sort(),
    ).toEqual([...new Set([...stepNames, ...using])].sort())
  })

  test('the roles of other functions have exactly the listed grants', () => {
    const others = [...roles].filter(([name]) => !stepNames.some((step) => step === name))
    const grants = others.map(([name, statements]) => [name, rowOf(statements).beside])
    expect(Object.fromEntries(grants)).toEqual({
      authorizer: [],
      'pre-token-generation': [],
      'pre-authentication': [],
      'post-authentication': [],
      'post-confirmation': [],
      'disable-unused': [],
      'sweep-retention': [],
      'check-retention': [],
      'publish-events': [
        'Allow dynamodb:DescribeStream <AuditTable.StreamArn>',
        'Allow dynamodb:GetShardIterator <AuditTable.StreamArn>',
        'Allow dynamodb:GetRecords <AuditTable.StreamArn>',
        'Allow dynamodb:ListStreams *',
        'Allow sqs:SendMessage <ReadersUnread.Arn>',
        'Allow events:PutEvents <ReadersBus.Arn>',
        ...managesSockets,
      ],
      'connect-authorizer': ['Allow secretsmanager:GetSecretValue <FrontOriginSecret>'],
      'serve-page': [],
      'open-socket': managesSockets,
      'close-socket': [],
      'check-connections': managesSockets,
      'export-audit': [
        'Allow dynamodb:DescribeStream <AuditTable.StreamArn>',
        'Allow dynamodb:GetShardIterator <AuditTable.StreamArn>',
        'Allow dynamodb:GetRecords <AuditTable.StreamArn>',
        'Allow dynamodb:ListStreams *',
        'Allow sqs:SendMessage <ReadersUnread.Arn>',
        'Allow s3:PutObject <ArchiveBucket.Arn>/audit/*',
        'Allow kms:GenerateDataKey <LogsKey.Arn>',
      ],
      'checkpoint-audit': [
        'Allow s3:ListBucket <ArchiveBucket.Arn>',
        'Allow s3:GetObject <ArchiveBucket.Arn>/audit/*',
        'Allow s3:GetObject <ArchiveBucket.Arn>/checkpoints/*',
        'Allow s3:PutObject <ArchiveBucket.Arn>/checkpoints/*',
        'Allow kms:Decrypt <LogsKey.Arn>',
        'Allow kms:GenerateDataKey <LogsKey.Arn>',
      ],
      'upload-pages': [
        'Allow s3:PutObject <PagesBucket.Arn>/*',
        expect.stringMatching(
          /^Allow cloudfront:CreateInvalidation arn:aws:cloudfront::\d+:distribution\/<Distribution>$/,
        ),
        ...(stage === 'demo'
          ? [
              'Allow s3:ListBucketVersions <PagesBucket.Arn>',
              'Allow s3:DeleteObject <PagesBucket.Arn>/*',
              'Allow s3:DeleteObjectVersion <PagesBucket.Arn>/*',
            ]
          : []),
      ],
      'rotate-origin-header': [
        'Allow secretsmanager:DescribeSecret <FrontOriginSecret>',
        'Allow secretsmanager:GetSecretValue <FrontOriginSecret>',
        'Allow secretsmanager:PutSecretValue <FrontOriginSecret>',
        'Allow secretsmanager:UpdateSecretVersionStage <FrontOriginSecret>',
        'Allow secretsmanager:GetRandomPassword *',
        expect.stringMatching(/^Allow apigateway:PATCH arn:aws:apigateway:[\w-]+::\/restapis\/<RestApi>$/),
        expect.stringMatching(
          /^Allow apigateway:UpdateRestApiPolicy arn:aws:apigateway:[\w-]+::\/restapis\/<RestApi>$/,
        ),
        expect.stringMatching(/^Allow apigateway:POST arn:aws:apigateway:[\w-]+::\/restapis\/<RestApi>\/deployments$/),
        expect.stringMatching(
          /^Allow cloudfront:GetDistributionConfig arn:aws:cloudfront::\d+:distribution\/<Distribution>$/,
        ),
        expect.stringMatching(
          /^Allow cloudfront:UpdateDistribution arn:aws:cloudfront::\d+:distribution\/<Distribution>$/,
        ),
        'Allow wafv2:GetWebACL <FirewallAcl.Arn>',
      ],
    })
  })

  test('each function writes only its own zone’s log', () => {
    const logs = [...roles].map(([name, statements]) => {
      const log = statements.filter(({ Sid }) => Sid === 'Log')
      return [name, log.flatMap(({ Action, Resource }) => [...Action, ...Resource])]
    })
    expect(logs.length).toBeGreaterThan(stepNames.length)
    for (const [, log] of logs) {
      expect(log).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', expect.stringMatching(/^<\w+LogGroup\.Arn>$/)])
    }
  })

  test('a statement with limited attributes allows one action, which neither writes nor returns other attributes', () => {
    const limits = new Map<string, Statement['Condition']>(
      [...roles.values()]
        .flat()
        .filter(({ Action, Condition }) => Action.some((action) => isLimitedWrite(action, Condition)))
        .map(({ Sid, Action, Condition }) => [`${Sid} ${Action}`, Condition]),
    )
    expect(limits.size).toBeGreaterThan(25)
    for (const [name, { 'ForAllValues:StringEquals': attributes, StringEqualsIfExists: returned }] of limits) {
      expect(attributes?.['dynamodb:Attributes']).toEqual(expect.arrayContaining([expect.any(String)]))
      expect(name).toMatch(/^\w+ dynamodb:(PutItem|UpdateItem)$/)
      expect(returned).toEqual({
        'dynamodb:ReturnValues': name.startsWith('PeopleStart ') ? ['NONE', 'UPDATED_NEW'] : 'NONE',
      })
    }
  })

  const updatesOf = (table: TableName) =>
    [...roles].flatMap(([name, statements]) =>
      statements
        .filter(({ Resource }) => Resource.includes(`<${tableLogicalId(table)}.Arn>`))
        .filter(({ Action }) => Action.includes('dynamodb:UpdateItem'))
        .map(({ Condition }) => ({
          name,
          attributes: Condition['ForAllValues:StringEquals']?.['dynamodb:Attributes'],
        })),
    )

  test('promise I13: no role may update an attribute that decides who reads the answers of a form', () => {
    const updates = updatesOf('forms')
    expect(updates.length).toBeGreaterThan(8)
    const decisive = ['sender', 'siteId', 'conversationId', 'templateId', 'templateVersion', 'only', 'context']
    for (const { name, attributes } of updates) {
      expect(attributes, name).toEqual(expect.arrayContaining(['formId']))
      expect(decisive.filter((attribute) => JSON.stringify(attributes).includes(`"${attribute}"`))).toEqual([])
    }
  })

  test('only put-person may write the profile of a person', () => {
    const mayWriteProfile = updatesOf('people').filter(
      ({ attributes }) => attributes === undefined || JSON.stringify(attributes).includes('"profile"'),
    )
    expect(mayWriteProfile.map(({ name }) => name)).toEqual(['put-person'])
  })

  test('only put-conversation and close-conversation may write the state of a conversation', () => {
    const naming = updatesOf('conversations').filter(({ attributes }) => JSON.stringify(attributes).includes('"state"'))
    expect(naming.map(({ name }) => name).sort()).toEqual(['close-conversation', 'put-conversation'])
  })

  test('list-history reads every attribute of a submission except its ciphertext', () => {
    const [descriptions, ...more] = (roles.get('list-history') ?? []).filter(({ Resource }) =>
      Resource.includes('<SubmissionsTable.Arn>'),
    )
    expect(more).toEqual([])
    expect(descriptions).toMatchObject({
      Action: ['dynamodb:BatchGetItem'],
      Condition: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': Object.keys(SubmissionDescription.shape) },
        StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    })
  })

  test('scans of people and of retained records return only ids and times, or only counts', () => {
    const limits = new Map(
      ['disable-unused', 'sweep-retention', 'check-retention'].flatMap((name) =>
        (roles.get(name) ?? [])
          .filter(({ Action }) => Action.includes('dynamodb:Scan'))
          .map(({ Sid, Action, Condition }) => [`${name} ${Sid}`, { Action, Condition }] as const),
      ),
    )
    const only = (select: string, ...attributes: string[]) => ({
      Action: ['dynamodb:Scan'],
      Condition: expect.objectContaining({
        StringEquals: expect.objectContaining({ 'dynamodb:Select': select }),
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
      }),
    })
    const times = only('SPECIFIC_ATTRIBUTES', 'submissionId', 'siteId', 'submittedAt', 'expiresAt')
    const people = ['siteAndIssuer', 'subject', 'siteId', 'issuer', 'enabled', 'lastSignInAt', 'enabledAt']
    const counted = tableList.filter((table) => 'timeToLive' in tableDefinitions[table])
    expect(Object.fromEntries(limits)).toEqual({
      'disable-unused PeopleUses': only('SPECIFIC_ATTRIBUTES', ...people),
      'sweep-retention SubmissionsTimes': times,
      'check-retention SubmissionsTimes': times,
      ...Object.fromEntries(
        counted.map((table) => [
          `check-retention ${tableLogicalId(table).replace(/Table$/, '')}Counts`,
          only('COUNT', ...keyAttributes(table), 'sweepAt'),
        ]),
      ),
    })
  })

  test('the key of the tables can be used only through DynamoDB', () => {
    const statements = [...roles.values()].flat().filter(({ Sid }) => Sid === 'TablesKey')
    expect(statements.length).toBeGreaterThan(20)
    const region = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
    for (const { Action, Resource, Condition } of statements) {
      expect(Action).toEqual(['kms:Decrypt', 'kms:DescribeKey'])
      expect(Resource).toEqual(['<TablesKey.Arn>'])
      expect(Condition).toEqual({ StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } })
    }
  })

  test('credentials of a PCI zone function access no table and no key from outside the isolated network', () => {
    const inside = stepNames.filter((step) => roles.get(step)?.some(({ Sid }) => Sid === 'MakeAndKeepInterfaces'))
    expect(inside).toEqual(expect.arrayContaining(['submit-form', 'retrieve-submission', 'issue-submit-key']))
    for (const step of inside) {
      const data = (roles.get(step) ?? []).filter(
        ({ Sid, Action }) => Sid !== 'TablesKey' && Action.some((action) => /^(dynamodb|kms):/.test(action)),
      )
      expect(data.length).toBeGreaterThan(0)
      for (const { Condition } of data) {
        expect(Condition).toMatchObject({
          StringEquals: { 'aws:SourceVpc': expect.stringMatching(/^<NetworkVpc\w+>$/) },
        })
      }
    }
  })

  test('the code of a function cannot change the network interfaces that Lambda created for the function', () => {
    const inNetwork = [...roles.values()].filter((statements) =>
      statements.some(({ Sid }) => Sid === 'MakeAndKeepInterfaces'),
    )
    expect(inNetwork.length).toBeGreaterThan(5)
    for (const statements of inNetwork) {
      const [make, see, not] = ['MakeAndKeepInterfaces', 'SeeInterfaces', 'NotTheFunctionItself'].map((sid) =>
        statements.find(({ Sid }) => Sid === sid),
      )
      expect(make?.Action).toEqual([
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ])
      expect(make?.Resource).toEqual([expect.stringMatching(/^arn:aws:ec2:[a-z0-9-]+:\d{12}:\*\/\*$/)])
      expect(see?.Action).toEqual(['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'])
      expect(not).toMatchObject({ Effect: 'Deny', Action: ['ec2:*'], Resource: ['*'] })
      expect(JSON.stringify(not?.Condition)).toMatch(/lambda:SourceFunctionArn.*:function:\*/)
    }
  })

  test('no role has a policy managed by AWS, except the one that API Gateway requires', () => {
    const managed = byStage[stage]
      .all('AWS::IAM::Role')
      .filter(({ properties }) => managedPoliciesOf(properties).length > 0)
      .map(({ id, properties }) => `${id} ${managedPoliciesOf(properties)}`)
    const providers = managed.filter((each) => /^Custom\w+ProviderRole/.test(each))
    expect(managed.filter((each) => !providers.includes(each))).toEqual([
      'ApiLogRoleD1C39F22 arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    ])
  })
})

test('both stages have the same grants, except that a demo may also empty the bucket of its pages', () => {
  const emptying = ['FindAll', 'DeleteAll']
  const [demo, production] = stages.map((stage) =>
    [...rolesOf(stage)].map(([name, statements]) => [
      name,
      [...rowOf(statements).cells],
      statements.map(({ Sid }) => Sid).filter((sid) => !(name === 'upload-pages' && emptying.includes(String(sid)))),
    ]),
  )
  expect(demo).toEqual(production)
})
