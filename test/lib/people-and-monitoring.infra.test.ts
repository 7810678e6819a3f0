import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'
import { builtInProfiles } from '../../contracts/permissions.ts'
import { IssuerList } from '../../lambdas/identity/issuers.ts'
import { siteResourceServerOf } from '../../lambdas/identity/site-scope.ts'
import { stageFileName } from '../../lambdas/identity/stage-issuers.ts'
import { managedPoliciesOf, statementsOf, statementsOfRole } from './policies.ts'
import { homeRegions, type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>
const Variables = z.looseObject({ Variables: z.record(z.string(), z.string()) })

/** The JSON value of an environment variable of a function. */
function environmentValue({ all }: (typeof byStage)['demo'], name: string, variable: string) {
  const found = all('AWS::Lambda::Function').find(({ properties }) => String(properties.FunctionName).endsWith(name))
  return JSON.parse(Variables.safeParse(found?.properties.Environment).data?.Variables[variable] ?? 'null')
}

const issuersOf = (stage: (typeof byStage)['demo']) => environmentValue(stage, '-authorizer', 'ISSUERS')
const adminSignInOf = (stage: (typeof byStage)['demo']) => environmentValue(stage, '-serve-page', 'ADMIN_SIGN_IN')

describe.each(stages)('the people of %s', (stage) => {
  const { all, one } = byStage[stage]
  const pool = one('AWS::Cognito::UserPool').properties

  test('have passwords that meet the stricter rule of our requirements and PCI DSS 8.3', () => {
    expect(pool).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireNumbers: true,
          RequireLowercase: true,
          RequireUppercase: true,
          PasswordHistorySize: 4,
        },
      },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: stage === 'production' ? 'ACTIVE' : 'INACTIVE',
    })
  })

  test('always use a second factor: a one-time password, or a passkey with user verification', () => {
    expect(pool).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      WebAuthnUserVerification: 'required',
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    })
  })

  test('get their site and profile from version 3 of the token trigger', () => {
    expect(pool.LambdaConfig).toMatchObject({
      PreTokenGenerationConfig: { LambdaVersion: 'V3_0', LambdaArn: expect.stringMatching(/pretokengeneration/) },
    })
  })

  test('start a trigger that takes at most five seconds when they start or complete a sign-in or reset their password', () => {
    expect(pool.LambdaConfig).toMatchObject({
      PreAuthentication: expect.stringMatching(/preauthentication/),
      PostAuthentication: expect.stringMatching(/postauthentication/),
      PostConfirmation: expect.stringMatching(/postconfirmation/),
    })
    const triggers = all('AWS::Lambda::Function').filter(({ properties }) =>
      /-(pre-authentication|post-authentication|post-confirmation|pre-token-generation)$/.test(
        String(properties.FunctionName),
      ),
    )
    expect(triggers.map(({ properties }) => properties.Timeout)).toEqual([5, 5, 5, 5])
    const asked = all('AWS::Lambda::Permission').filter(
      ({ properties }) => properties.Principal === 'cognito-idp.amazonaws.com',
    )
    expect(asked).toHaveLength(4)
  })

  test('have a group for each built-in profile', () => {
    const groups = all('AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName)
    expect(groups.sort()).toEqual(Object.keys(builtInProfiles).sort())
  })

  test('sign in to the agents’ application only with the authorization code flow, without a client secret', () => {
    expect(one('AWS::Cognito::UserPoolClient', /Agents/).properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      WriteAttributes: ['locale'],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenValidity: 720,
    })
  })

  test('sign in on the managed login page with a style, which supports passkeys and can force a sign-in', () => {
    expect(one('AWS::Cognito::UserPoolDomain').properties.ManagedLoginVersion).toBe(2)
    const styles = all('AWS::Cognito::ManagedLoginBranding').map(({ properties }) => properties)
    expect(styles).toEqual([
      {
        UserPoolId: expect.stringMatching(/UserPool/),
        ClientId: expect.stringMatching(/Agents/),
        UseCognitoProvidedValues: true,
      },
    ])
  })

  test('can be redirected after signing out to each address from which they sign in', () => {
    const { CallbackURLs, LogoutURLs } = one('AWS::Cognito::UserPoolClient', /Agents/).properties
    expect(LogoutURLs).toEqual(CallbackURLs)
    expect(LogoutURLs).toContainEqual(expect.stringMatching(/\/admin$/))
    const signIn = adminSignInOf(byStage[stage])
    const page = String(signIn.authorizationEndpoint).replace(/\/oauth2\/authorize$/, '')
    expect(signIn).toMatchObject({
      revocationEndpoint: `${page}/oauth2/revoke`,
      endSessionEndpoint: `${page}/logout`,
    })
  })

  test('are in a separate pool from the chat backends, which have a client for each site', () => {
    expect(one('AWS::Cognito::UserPoolClient', /ChatBackend/).properties).toMatchObject({
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      AllowedOAuthScopes: [expect.stringMatching(/\/conversations$/), expect.stringMatching(/\/acme$/)],
    })
    const identifiers = all('AWS::Cognito::UserPoolResourceServer').map(({ properties }) => properties.Identifier)
    expect(identifiers.sort()).toEqual(['sealform', siteResourceServerOf(SiteId.parse('acme'))])
  })

  test('are in the allow-list of issuers, which the authorizer can parse', () => {
    const issuers = issuersOf(byStage[stage])
    expect(issuers).toEqual([
      expect.objectContaining({ kind: 'people', sites: 'of-this-stage', mfa: { by: 'issuer' } }),
      expect.objectContaining({ kind: 'machine', sites: 'of-this-stage', claims: { site: 'site', scopes: 'scope' } }),
    ])
    expect(byStage[stage].fileBesideCode('authorizer', stageFileName)).toEqual({ sites: ['acme'] })
    const filledIn = JSON.parse(JSON.stringify(issuers).replaceAll(/<[^>]*ProviderURL>/g, 'https://issuer.example.com'))
    expect(IssuerList.safeParse(filledIn).success).toBe(true)
  })
})

const withOtherSettings = synthesise('demo', {
  holding: { kind: 'server', host: 'localhost', port: 6380, tls: 'off' },
  signIn: {
    kind: 'cognito',
    domainPrefix: 'sealform-demo-111122223333',
    callbackAddresses: ['http://localhost:8787/'],
    email: {
      from: 'Acme <forms@example.com>',
      identityArn: 'arn:aws:ses:us-east-1:111122223333:identity/example.com',
      replyTo: 'help@example.com',
    },
  },
})

test('a stage sends its e-mails through Cognito, or through the identity of Amazon SES in its settings', () => {
  expect(byStage.demo.one('AWS::Cognito::UserPool').properties).not.toHaveProperty('EmailConfiguration')
  expect(withOtherSettings.one('AWS::Cognito::UserPool').properties.EmailConfiguration).toEqual({
    EmailSendingAccount: 'DEVELOPER',
    From: 'Acme <forms@example.com>',
    SourceArn: 'arn:aws:ses:us-east-1:111122223333:identity/example.com',
    ReplyToEmailAddress: 'help@example.com',
  })
})

test('a stage with an external holding has no ElastiCache alarms', () => {
  const { all } = withOtherSettings
  const names = all('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName)
  expect(names).toContain('sealform-demo-holding-failed')
  expect(names).not.toContain('sealform-demo-holding-evicts')
})

test('a stage may use its own issuers, and then has no user pool', () => {
  const issuers = [
    {
      kind: 'machine',
      issuer: 'https://id.example.com',
      clientIds: ['backend'],
      sites: ['acme'],
      tokenUse: { by: 'type' },
      claims: { site: 'site', scopes: 'scope' },
    },
  ]
  const synthesised = synthesise('demo', { signIn: { kind: 'issuers', issuers } })
  expect(synthesised.all('AWS::Cognito::UserPool')).toEqual([])
  expect(issuersOf(synthesised)).toBeNull()
  expect(synthesised.fileBesideCode('authorizer', stageFileName)).toEqual({ sites: ['acme'], issuers })
})

describe('a stage of three hundred sites', () => {
  const sites = Array.from({ length: 300 }, (_, place) => SiteId.parse(`a-brand-with-a-rather-long-name-${place}`))
  const stage = synthesise('demo', { sites })

  test('has environment variables below the limit of 4 KB in every function', () => {
    const functions = stage.all('AWS::Lambda::Function')
    const sizes = functions.map(({ properties }) => JSON.stringify(properties.Environment ?? {}).length)
    expect(sizes.length).toBeGreaterThan(30)
    expect(Math.max(...sizes)).toBeLessThan(3_000)
  })

  test('gives the authorizer the list of its sites', () => {
    expect(stage.fileBesideCode('authorizer', stageFileName)).toEqual({ sites })
  })

  test('has a chat backend for each site, within the limits of Cognito and CloudFormation', () => {
    const scopes = stage.all('AWS::Cognito::UserPoolResourceServer').map(({ properties: { Scopes } }) => Scopes)
    const counts = scopes.map((list) => (Array.isArray(list) ? list.length : 0))
    expect(counts.reduce((total, count) => total + count, 0)).toBe(301)
    expect(Math.max(...counts)).toBeLessThanOrEqual(100)
    expect(counts.length).toBeLessThanOrEqual(25)
    expect(stage.all('AWS::Cognito::UserPoolClient')).toHaveLength(301)
    const identity = stage.resources.filter(({ stack }) => stack === 'identity')
    expect(identity.length).toBeLessThan(500)
    expect(JSON.stringify(stage.templates.get('sealform-demo-identity')).length).toBeLessThan(1_000_000)
  })
})

describe.each(stages)('the monitoring of %s', (stage) => {
  const { all, one } = byStage[stage]

  test('encrypts every log with our key and retains it for thirteen months', () => {
    const groups = all('AWS::Logs::LogGroup').map(({ properties }) => properties)
    expect(groups.length).toBeGreaterThan(8)
    for (const group of groups) expect(group).toMatchObject({ RetentionInDays: 400, KmsKeyId: '<LogsKey.Arn>' })
  })

  test('includes the log of every function, even of the CDK’s functions, and lets no function create a log group', () => {
    const functions = all('AWS::Lambda::Function')
    const ofTheCdk = functions.filter(({ properties }) => !('FunctionName' in properties))
    expect(ofTheCdk).toHaveLength(stage === 'demo' ? 2 : 1)
    const Logging = z.looseObject({ LogGroup: z.string() })
    for (const { id, properties } of functions) {
      const group = Logging.safeParse(properties.LoggingConfig).data?.LogGroup.slice(1, -1)
      expect([id, all('AWS::Logs::LogGroup').map((each) => each.id)]).toEqual([id, expect.arrayContaining([group])])
      const role = one('AWS::IAM::Role', /^<(\w+)\.Arn>$/.exec(String(properties.Role))?.[1])
      expect([id, managedPoliciesOf(role.properties)]).toEqual([id, []])
      const ofLogs = statementsOfRole(role.properties).filter(({ Action }) =>
        Action.some((action) => /^(logs:|[*])/.test(action)),
      )
      expect(ofLogs).toEqual([
        expect.objectContaining({
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: [`<${group}.Arn>`],
        }),
      ])
    }
  })

  test('has the listed alarms', () => {
    const names = all('AWS::CloudWatch::Alarm').map(({ properties }) =>
      String(properties.AlarmName)
        .replace(`sealform-${stage}-`, '')
        // It is in us-east-1 for every Region.
        .replace('edge-limited-eu-central-1', 'edge-limited'),
    )
    expect(names.sort()).toEqual(
      [
        ...[
          'integrity-failed',
          'key-misused',
          'key-replayed',
          'sign-in-failed',
          'kept-too-long',
          'task-failed',
          'credentials-changed',
          'operator-disabled',
          'history-granted',
          'push-dropped',
          'audit-failed',
          'key-service-failed',
          'holding-failed',
        ],
        ...['storage-failed', 'stored-item-malformed', 'settings-malformed', 'unexpected', 'not-available'],
        ...['not-permitted', 'too-many-requests', 'errors', 'latency', 'throttles', 'stream-errors', 'unread'],
        ...['checkpoint-failed', 'push-errors', 'holding-evicts', 'holding-throttled', 'holding-denied'],
        ...['authorizer-slow', 'rotation-failed', 'page-upload-failed', 'sign-in-throttled', 'edge-limited'],
        ...[
          'table-throttled',
          'authorizer-failed',
          'key-denied',
          'key-touched',
          'trail-touched',
          'data-keys-copied',
          'vault-table-changed',
        ],
      ].sort(),
    )
  })

  test('raises an alarm when a password or a second factor is changed in a way that causes no trigger', () => {
    const filters = all('AWS::Logs::MetricFilter').filter(({ properties }) =>
      String(properties.FilterPattern).includes('cognito-idp.amazonaws.com'),
    )
    const names = filters.flatMap(({ properties }) => [
      ...String(properties.FilterPattern).matchAll(/eventName = "(\w+)"/g),
    ])
    expect(names.map(([, name]) => name)).toEqual([
      ...['ChangePassword', 'AdminSetUserPassword', 'AdminResetUserPassword'],
      ...['AdminDeleteSoftwareToken', 'AdminSetUserMFAPreference'],
    ])
  })

  test('raises an alarm when the holding evicts an answer before it expires', () => {
    const alarm = all('AWS::CloudWatch::Alarm').find(({ properties }) =>
      /holding-evicts/.test(`${properties.AlarmName}`),
    )
    expect(alarm?.properties).toMatchObject({
      Namespace: 'AWS/ElastiCache',
      MetricName: 'Evictions',
      Dimensions: [
        { Name: 'clusterId', Value: one('AWS::ElastiCache::ServerlessCache').properties.ServerlessCacheName },
      ],
      Statistic: 'Sum',
      Threshold: 1,
    })
  })

  test('sends each alarm with its meaning to a topic that is encrypted with our key', () => {
    const topics = all('AWS::SNS::Topic').map(({ stack, properties }) => [stack, properties.KmsMasterKeyId])
    expect(topics).toEqual([...(stage === 'demo' ? [] : ['firewall']), 'watch'].map((name) => [name, '<LogsKey.Arn>']))
    for (const { stack, properties } of all('AWS::CloudWatch::Alarm')) {
      const topic = stack === 'firewall' ? /^<WatchTopic/ : /^<WatchAlarmsTopic/
      expect(properties.AlarmActions).toEqual([expect.stringMatching(topic)])
      expect(String(properties.AlarmDescription).length).toBeGreaterThan(15)
      expect(properties.TreatMissingData).toBe('notBreaching')
    }
    const addresses = all('AWS::SNS::Subscription').map(({ properties }) => properties.Endpoint)
    expect(addresses).toEqual(stage === 'demo' ? [] : ['security@example.com', 'security@example.com'])
  })

  test('raises the alarm on the edge firewall in us-east-1, where the metrics of this firewall are', () => {
    const { stack, properties } = one('AWS::CloudWatch::Alarm', /edgelimited/)
    expect(stack).toBe(stage === 'demo' ? 'watch' : 'firewall')
    const Metrics = z.array(z.looseObject({ MetricStat: z.optional(z.looseObject({ Metric: z.looseObject({}) })) }))
    const counted = Metrics.parse(properties.Metrics).flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
    expect(counted).toEqual(
      ['too-many-visitor-steps', 'too-many-signed-in-steps', 'too-many-pages'].map((rule) => ({
        Namespace: 'AWS/WAFV2',
        MetricName: 'BlockedRequests',
        Dimensions: [
          { Name: 'Rule', Value: rule },
          {
            Name: 'WebACL',
            Value: stage === 'demo' ? 'sealform-demo-edge' : 'sealform-production-edge-eu-central-1',
          },
        ],
      })),
    )
  })

  test('reads at most ten metrics in an alarm, which is the limit of CloudWatch', () => {
    const counts = all('AWS::CloudWatch::Alarm').map(({ properties: { Metrics } }) =>
      Array.isArray(Metrics) ? Metrics.length - 1 : 1,
    )
    expect(Math.max(...counts)).toBeLessThanOrEqual(10)
  })

  test('raises one alarm when DynamoDB throttles any table, by the log lines of every function that uses tables', () => {
    const { properties } = one('AWS::CloudWatch::Alarm', /tablethrottled/)
    const counted = { Namespace: `Sealform/${stage}`, MetricName: 'table-throttled' }
    expect(properties.Metrics).toEqual([
      expect.objectContaining({ MetricStat: { Metric: counted, Period: 300, Stat: 'Sum' } }),
    ])
    const filters = all('AWS::Logs::MetricFilter').filter(({ properties: { FilterPattern } }) =>
      String(FilterPattern).includes('"throttle"'),
    )
    for (const filter of filters) {
      expect(filter.properties).toMatchObject({
        FilterPattern: '{ $.line = "throttle" }',
        MetricTransformations: [
          { MetricNamespace: counted.Namespace, MetricName: counted.MetricName, MetricValue: '1' },
        ],
      })
    }
    const Logging = z.looseObject({ LogGroup: z.string() })
    const users = all('AWS::Lambda::Function').filter(({ properties }) =>
      JSON.stringify(properties.Environment ?? {}).includes('"TABLES"'),
    )
    expect(new Set(filters.map(({ properties: { LogGroupName } }) => LogGroupName))).toEqual(
      new Set(users.map((each) => Logging.parse(each.properties.LoggingConfig).LogGroup)),
    )
  })

  test('has alarms on at most 58 metrics, because each metric costs money', () => {
    const metrics = all('AWS::CloudWatch::Alarm').flatMap(({ properties: { Metrics } }) =>
      Array.isArray(Metrics) ? Metrics.filter((each) => 'MetricStat' in each) : [1],
    )
    expect(metrics.length).toBeLessThanOrEqual(58)
  })

  test('notes in the description of an alarm that the alarm also counts events from other stages', () => {
    const ofAccount = all('AWS::CloudWatch::Alarm').filter(
      ({ properties }) => !/"Dimensions"|"Sealform/.test(JSON.stringify(properties)),
    )
    expect(ofAccount.map(({ properties }) => properties.AlarmName)).toEqual([`sealform-${stage}-throttles`])
    for (const { properties } of ofAccount) expect(properties.AlarmDescription).toMatch(/of this stage or another/)
  })

  test('counts the handlers’ log lines by pattern in each zone', () => {
    const filters = all('AWS::Logs::MetricFilter').map(({ properties }) => properties)
    const counts = filters.filter(({ FilterPattern }) => /\$\.line = "(event|request)"/.test(String(FilterPattern)))
    expect(new Set(counts.map(({ LogGroupName }) => LogGroupName))).toEqual(
      new Set(['<ControlZoneLogGroup>', '<PciZoneLogGroup>', '<IdentityLogGroup>', '<PushLogGroup>']),
    )
    expect(counts).toHaveLength(12)
  })

  test('has one dashboard', () => {
    expect(all('AWS::CloudWatch::Dashboard').map(({ properties }) => properties.DashboardName)).toEqual([
      `sealform-${stage}-dashboard-${homeRegions[stage]}`,
    ])
  })

  const trailNamed = (name: string) => {
    const trailName = `sealform-${stage}-${name}-${homeRegions[stage]}`
    const { properties } = all('AWS::CloudTrail::Trail').find((each) => each.properties.TrailName === trailName) ?? {}
    return { ...properties }
  }

  test('has a trail that records every use of a key in signed files, with a copy for the alarms', () => {
    const properties = trailNamed('trail')
    expect(properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      KMSKeyId: '<LogsKey.Arn>',
      S3BucketName: '<ArchiveBucket>',
      CloudWatchLogsLogGroupArn: expect.stringContaining('TrailLogGroup'),
    })
    const selectors = JSON.stringify(properties.AdvancedEventSelectors)
    expect(selectors).toContain('"Equals":["Management"],"Field":"eventCategory"')
    expect(selectors).not.toContain('kms.amazonaws.com')
    expect(selectors).not.toContain('DynamoDB')
  })

  test('has a trail that records every request to the vault’s tables, and those of strangers to all others, in signed files', () => {
    const properties = trailNamed('tables-trail')
    expect(properties).toMatchObject({
      IsLogging: true,
      EnableLogFileValidation: true,
      KMSKeyId: '<LogsKey.Arn>',
      S3BucketName: '<ArchiveBucket>',
    })
    expect(properties.CloudWatchLogsLogGroupArn).toBeUndefined()
    const [vault, others] = z.tuple([z.unknown(), z.unknown()]).parse(properties.AdvancedEventSelectors)
    expect(
      JSON.stringify(vault)
        .match(/<\w+Table\.Arn>/g)
        ?.sort(),
    ).toEqual(['<DataKeysTable.Arn>', '<SubmissionsTable.Arn>'])
    expect(JSON.stringify(vault)).not.toContain('userIdentity')
    expect(JSON.stringify(others).match(/<\w+Table\.Arn>/g)).toHaveLength(9)
  })

  test('has a trail that leaves out only the functions that may use tables, and only by their own sessions', () => {
    const selectors = JSON.stringify(trailNamed('tables-trail').AdvancedEventSelectors)
    const [excluded = ''] = /"Field":"userIdentity.arn","NotEquals":\[[^\]]*\]/.exec(selectors) ?? []
    const withTables = all('AWS::IAM::Role').filter(({ properties }) =>
      /"dynamodb:(?!DescribeStream|GetShardIterator|GetRecords|ListStreams)/.test(JSON.stringify(properties.Policies)),
    )
    const arns = withTables.map(({ properties: { RoleName } }) => {
      const functionName = `${RoleName}`.slice(0, -`-${homeRegions[stage]}`.length)
      return `arn:aws:sts::111122223333:assumed-role/${RoleName}/${functionName}`
    })
    expect(arns.length).toBeGreaterThan(30)
    expect((excluded.match(/arn:[^"]+/g) ?? []).sort()).toEqual(arns.sort())
  })

  test('has a trail that records reads and deletions in the archive, but not writes, because the trail would also record its own writes', () => {
    const selectors = JSON.stringify(trailNamed('trail').AdvancedEventSelectors)
    expect(selectors).toContain('"Field":"resources.ARN","StartsWith":["<ArchiveBucket.Arn>/"]')
    const [names = ''] = /"Field":"eventName","StartsWith":\[[^\]]*\]/.exec(selectors) ?? []
    expect(names).toContain('"Get"')
    expect(names).toContain('"Delete"')
    expect(names).not.toMatch(/"(Put|PutObject|Copy|Upload)?"/)
  })

  test('lets only the trail and the export of the audit log write to the archive, and only over TLS', () => {
    const policy = all('AWS::S3::BucketPolicy').find(({ properties: { Bucket } }) => Bucket === '<ArchiveBucket>')
    const allowed = statementsOf(policy?.properties.PolicyDocument).filter(
      ({ Effect, Action }) => Effect === 'Allow' && Action.includes('s3:PutObject'),
    )
    expect(allowed.map(({ Principal }) => Principal)).toEqual([{ Service: 'cloudtrail.amazonaws.com' }])
  })

  test('checkpoints the audit log every hour, and only the rule for this schedule can start the checkpoint', () => {
    const rules = all('AWS::Events::Rule').map(({ properties }) => properties)
    expect(rules.filter(({ Name }) => Name === `sealform-${stage}-checkpoint-audit`)).toEqual([
      expect.objectContaining({
        ScheduleExpression: 'rate(1 hour)',
        Targets: [{ Arn: expect.stringMatching(/^<Checkpointscheckpointaudit\w*\.Arn>$/), Id: 'checkpoint-audit' }],
      }),
    ])
    const callers = all('AWS::Lambda::Permission').filter(({ properties: { FunctionName } }) =>
      String(FunctionName).startsWith('<Checkpoints'),
    )
    expect(callers.map(({ properties }) => [properties.Principal, properties.SourceArn])).toEqual([
      ['events.amazonaws.com', expect.stringMatching(/^<CheckpointsHourly\w*\.Arn>$/)],
    ])
  })

  test('schedules the tasks that disable people, remove records and check retention, and only their own rules can start them', () => {
    const every = {
      'disable-unused': 'rate(1 day)',
      'sweep-retention': 'rate(1 day)',
      'check-retention': 'rate(7 days)',
    }
    for (const [name, schedule] of Object.entries(every)) {
      const word = name.replaceAll('-', '')
      expect(
        all('AWS::Events::Rule')
          .map(({ properties }) => properties)
          .filter(({ Name }) => Name === `sealform-${stage}-${name}`),
      ).toEqual([
        expect.objectContaining({
          ScheduleExpression: schedule,
          Targets: [{ Arn: expect.stringContaining(word), Id: name }],
        }),
      ])
      const callers = all('AWS::Lambda::Permission').filter(({ properties: { FunctionName } }) =>
        String(FunctionName).includes(word),
      )
      expect(callers.map(({ properties }) => [properties.Principal, properties.SourceArn])).toEqual([
        ['events.amazonaws.com', expect.stringContaining(`${word}rule`)],
      ])
    }
  })

  test('has a metric of the number of overdue records', () => {
    const counts = all('AWS::Logs::MetricFilter').filter(({ properties }) =>
      String(properties.FilterPattern).includes('check-retention'),
    )
    expect(counts.map(({ properties }) => [properties.LogGroupName, properties.MetricTransformations])).toEqual([
      ['<PciZoneLogGroup>', [expect.objectContaining({ MetricName: 'kept-too-long', MetricValue: '$.overdue' })]],
    ])
  })

  test('has two functions that read new records from the audit log’s stream, and a queue for records that they cannot read', () => {
    const readers = all('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties)
    expect(readers).toHaveLength(2)
    for (const reader of readers) {
      expect(reader).toMatchObject({
        EventSourceArn: '<AuditTable.StreamArn>',
        BisectBatchOnFunctionError: true,
        DestinationConfig: { OnFailure: { Destination: expect.stringMatching(/^<ReadersUnread/) } },
      })
      expect(JSON.stringify(reader.FilterCriteria)).toContain('INSERT')
    }
    expect(one('AWS::Events::EventBus').properties.Name).toBe(`sealform-${stage}`)
  })
})
