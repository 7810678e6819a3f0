import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SiteSettingsChange } from '../../contracts/site-settings.ts'
import { tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { encryptionContext } from '../../lambdas/pci-zone/vault/encryption-context.ts'
import { throttleOf } from '../../lib/edge/throttles.ts'
import { holdingKeyPrefix } from '../../lib/pci-zone/holding.ts'
import { vaultContext } from '../../lib/pci-zone/keys.ts'
import { tableLogicalId } from '../../lib/table.ts'
import { type Statement, statementsOf, statementsOfRole } from './policies.ts'
import { homeRegions, type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>

const account = '111122223333'
const root = `arn:aws:iam::${account}:root`
const policyOf = (properties: Readonly<Record<string, unknown>>) => statementsOf(properties.KeyPolicy)
const named = (statements: readonly Statement[], sid: string) => statements.find(({ Sid }) => Sid === sid)

describe.each(stages)('the network of %s', (stage) => {
  const { all, one, resources, templates } = byStage[stage]
  const region = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
  const prefixList = { demo: 'pl-02cd2c6b', production: 'pl-66a5400f' }[stage]

  test('has three private subnets with fixed address ranges, each in its own physical Availability Zone', () => {
    const subnets = all('AWS::EC2::Subnet').map(({ properties }) => properties)
    const zones = {
      demo: ['use1-az1', 'use1-az2', 'use1-az4'],
      production: ['euc1-az1', 'euc1-az2', 'euc1-az3'],
    }[stage]
    expect(subnets.map(({ AvailabilityZoneId: zone, CidrBlock: addresses }) => [zone, addresses])).toEqual(
      ['10.64.0.0/26', '10.64.0.64/26', '10.64.0.128/26'].map((addresses, place) => [zones[place], addresses]),
    )
    expect(subnets.filter((subnet) => 'AvailabilityZone' in subnet)).toEqual([])
    expect(templates.get(`sealform-${stage}-network`)).toMatchObject({
      Outputs: { AvailabilityZones: { Value: zones.join(',') } },
    })
    expect(subnets.map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual([false, false, false])
  })

  test.each([
    'InternetGateway',
    'EgressOnlyInternetGateway',
    'NatGateway',
    'VPCPeeringConnection',
    'TransitGatewayAttachment',
    'VPNGateway',
    'EIP',
    'Route',
  ])('has no %s', (type) => {
    expect(all(`AWS::EC2::${type}`)).toEqual([])
  })

  test('has an endpoint for the tables in all Availability Zones, and one for KMS in as many as the settings require', () => {
    const endpoints = all('AWS::EC2::VPCEndpoint').map(({ properties }) => properties)
    const services = endpoints.map(({ ServiceName }) => String(ServiceName).replace('<AWS::Region>', region))
    expect(services).toEqual([`com.amazonaws.${region}.dynamodb`, `com.amazonaws.${region}.kms`])
    expect(endpoints[0]).toMatchObject({ VpcEndpointType: 'Gateway', RouteTableIds: { length: 3 } })
    expect(endpoints[1]).toMatchObject({
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: { length: stage === 'demo' ? 1 : 3 },
      SecurityGroupIds: [expect.stringMatching(/KeyServiceGroup/)],
    })
  })

  test('has endpoints that accept only this account, and reach only the service’s tables and the vault key', () => {
    const [tables, key] = all('AWS::EC2::VPCEndpoint').map(({ properties }) => statementsOf(properties.PolicyDocument))
    for (const { Effect, Condition } of [...(tables ?? []), ...(key ?? [])]) {
      expect(Effect).toBe('Allow')
      expect(Condition).toMatchObject({ StringEquals: { 'aws:PrincipalAccount': account } })
    }
    const arnsOf = (statements: readonly Statement[] = []) => [
      ...new Set(statements.flatMap(({ Resource }) => Resource)),
    ]
    const whole = tables?.filter(({ Action }) => !Action.includes('dynamodb:Scan'))
    // Except the push channel's table: no function in the network notifies agents.
    const arns = tableList.filter((name) => name !== 'connections').map((name) => `<${tableLogicalId(name)}.Arn>`)
    expect(arnsOf(whole).sort()).toEqual([...arns].sort())
    expect(whole?.flatMap(({ Action }) => Action).filter((action) => /[*]|Batch(?!Get)/.test(action))).toEqual([])
    // Whole tables are scanned only for ids and times of submissions, and counted.
    const scans = tables?.filter(({ Action }) => Action.includes('dynamodb:Scan')) ?? []
    const times = ['submissionId', 'siteId', 'submittedAt', 'expiresAt']
    for (const { Action, Resource, Condition } of scans) {
      const isCount = JSON.stringify(Condition).includes('COUNT')
      expect(Action).toEqual(['dynamodb:Scan'])
      if (!isCount) expect(Resource).toEqual(['<SubmissionsTable.Arn>'])
      expect(Condition).toEqual({
        StringEquals: {
          'aws:PrincipalAccount': account,
          'dynamodb:Select': isCount ? 'COUNT' : 'SPECIFIC_ATTRIBUTES',
        },
        'ForAllValues:StringEquals': {
          'dynamodb:Attributes': isCount ? expect.arrayContaining(['sweepAt']) : times,
        },
      })
    }
    const swept = tableList.filter((name) => 'timeToLive' in tableDefinitions[name])
    expect(arnsOf(scans).sort()).toEqual(swept.map((name) => `<${tableLogicalId(name)}.Arn>`).sort())
    expect(key?.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['kms:GenerateDataKey', 'kms:Decrypt'], ['<VaultKey.Arn>']],
    ])
  })

  const Rule = z.looseObject({ FromPort: z.optional(z.number()) })
  const describeRule = (rule: unknown) => {
    const {
      FromPort: port,
      DestinationPrefixListId,
      DestinationSecurityGroupId,
      SourceSecurityGroupId,
      CidrIp,
    } = Rule.parse(rule)
    const other = String(DestinationPrefixListId ?? DestinationSecurityGroupId ?? SourceSecurityGroupId ?? CidrIp)
    return `${/^<Network(\w+?Group)[0-9A-F]{8}/.exec(other)?.[1] ?? other} ${port ?? 'any'}`
  }

  test('has security groups that send only to the listed targets', () => {
    const egress = all('AWS::EC2::SecurityGroup').map(({ id, properties }) => [
      /^Network(\w+?Group)/.exec(id)?.[1],
      z.array(z.unknown()).parse(properties.SecurityGroupEgress).map(describeRule),
    ])
    expect(Object.fromEntries(egress)).toEqual({
      StepsGroup: [`${prefixList} 443`],
      VaultStepsGroup: [`${prefixList} 443`, 'KeyServiceGroup 443', 'HoldingGroup 6379'],
      KeyServiceGroup: ['127.0.0.1/32 any'],
      HoldingGroup: ['127.0.0.1/32 any'],
    })
    expect(all('AWS::EC2::SecurityGroupEgress')).toEqual([])
  })

  test('has security groups that receive only from the listed sources', () => {
    const inside = all('AWS::EC2::SecurityGroup').filter(({ properties }) => 'SecurityGroupIngress' in properties)
    expect(inside).toEqual([])
    const ingress = all('AWS::EC2::SecurityGroupIngress').map(
      ({ properties }) =>
        `${/^<Network(\w+?Group)/.exec(String(properties.GroupId))?.[1]} from ${describeRule(properties)}`,
    )
    expect(ingress.sort()).toEqual([
      'HoldingGroup from VaultStepsGroup 6379',
      'KeyServiceGroup from VaultStepsGroup 443',
    ])
  })

  test('closes the default security group', () => {
    expect(one('Custom::VpcRestrictDefaultSG').properties.DefaultSecurityGroupId).toMatch(
      /^<NetworkVpc\w+\.DefaultSecurityGroup>$/,
    )
  })

  test('logs every flow, encrypts the log with our key, and retains it for thirteen months', () => {
    expect(one('AWS::EC2::FlowLog').properties).toMatchObject({
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogGroupName: '<FlowsLogGroup>',
    })
    expect(one('AWS::Logs::LogGroup', 'FlowsLogGroup').properties).toMatchObject({
      KmsKeyId: '<LogsKey.Arn>',
      RetentionInDays: 400,
    })
  })

  test('contains every function of the PCI zone, and no other function', () => {
    const functions = all('AWS::Lambda::Function').filter(({ properties }) => 'VpcConfig' in properties)
    expect(functions.length).toBeGreaterThanOrEqual(4)
    expect(new Set(functions.map(({ stack }) => stack))).toEqual(new Set(['pci-zone']))
    const outside = resources.filter(
      ({ stack, type, properties }) =>
        stack === 'pci-zone' && type === 'AWS::Lambda::Function' && !('VpcConfig' in properties),
    )
    expect(outside).toEqual([])
  })
})

describe.each(stages)('the keys of %s', (stage) => {
  const { all, one } = byStage[stage]
  const role = (step: string) => `arn:aws:iam::${account}:role/sealform-${stage}-${step}-${homeRegions[stage]}`

  test('rotate every year', () => {
    expect(all('AWS::KMS::Key').length).toBe(stage === 'demo' ? 3 : 4)
    for (const { properties } of all('AWS::KMS::Key')) {
      expect(properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 365 })
    }
  })

  test('can be administered by the account, which can neither use them nor lock itself out', () => {
    for (const { properties } of all('AWS::KMS::Key')) {
      const administration = named(policyOf(properties), 'AdministratorsDoNotUseIt')
      expect(administration).toMatchObject({ Effect: 'Allow', Principal: { AWS: root }, Condition: {} })
      expect(administration?.Action).toContain('kms:PutKeyPolicy')
      const uses = /[*]|Encrypt|Decrypt|GenerateDataKey|CreateGrant|Sign|Mac$|ReplicateKey|ImportKey/
      expect(administration?.Action.filter((action) => uses.test(action))).toEqual([])
    }
  })

  test('grant nothing without a condition', () => {
    for (const { properties } of all('AWS::KMS::Key')) {
      const others = policyOf(properties).filter(({ Sid }) => Sid !== 'AdministratorsDoNotUseIt')
      expect(others.length).toBeGreaterThan(0)
      expect(others.filter(({ Condition }) => Object.keys(Condition).length === 0)).toEqual([])
      expect(others.filter(({ Principal }) => JSON.stringify(Principal).includes('"*"'))).toEqual([])
    }
  })

  test('let each listed role use the vault key for one operation, and only with the complete encryption context', () => {
    const statements = policyOf(one('AWS::KMS::Key', 'VaultKey').properties)
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      'AdministratorsDoNotUseIt',
      'VisitorsTokenise',
      'AgentsDetokenise',
    ])
    const context = {
      Null: Object.fromEntries(vaultContext.map((name) => [`kms:EncryptionContext:${name}`, 'false'])),
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': [...vaultContext] },
    }
    expect(named(statements, 'VisitorsTokenise')).toMatchObject({
      Action: ['kms:GenerateDataKey'],
      Condition: { ArnEquals: { 'aws:PrincipalArn': [role('submit-form')] }, ...context },
    })
    expect(named(statements, 'AgentsDetokenise')).toMatchObject({
      Action: ['kms:Decrypt'],
      Condition: { ArnEquals: { 'aws:PrincipalArn': [role('retrieve-submission'), role('view-history')] }, ...context },
    })
  })

  test('require the names in the encryption context to which the vault binds its data keys', () => {
    const entries = encryptionContext({
      siteId: 's',
      formId: 'f',
      submissionId: 'u',
      templateVersion: 't#1',
      record: 'h',
    })
    expect(Object.keys(entries).sort()).toEqual([...vaultContext].sort())
  })

  test('allow the key of the tables to be used only through DynamoDB', () => {
    const [, use, ...more] = policyOf(one('AWS::KMS::Key', 'TablesKey').properties)
    const region = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
    expect(more).toEqual([])
    expect(use?.Condition).toEqual({
      StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com`, 'kms:CallerAccount': account },
    })
  })
})

describe.each(stages)('the tables of %s', (stage) => {
  const { all, one, resources } = byStage[stage]

  test('are exactly the tables in the list', () => {
    expect(
      all('AWS::DynamoDB::Table')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(tableList.map(tableLogicalId).sort())
    expect(all('AWS::DynamoDB::GlobalTable')).toEqual([])
  })

  test.each(tableList)('%s matches its definition', (name) => {
    const { properties, stack } = one('AWS::DynamoDB::Table', tableLogicalId(name))
    const definition = tableDefinitions[name]
    const attributes = [definition.partition, ...('sort' in definition ? [definition.sort] : [])]
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TableClass: 'infrequentAccess' in definition ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD',
      DeletionProtectionEnabled: stage === 'production',
      AttributeDefinitions: attributes.map((each) => ({ AttributeName: each.name, AttributeType: each.type })),
      KeySchema: attributes.map((each, place) => ({
        AttributeName: each.name,
        KeyType: place === 0 ? 'HASH' : 'RANGE',
      })),
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: '<TablesKey.Arn>' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: definition.pointInTimeRecovery === true },
    })
    const timeToLive = 'timeToLive' in definition && { AttributeName: definition.timeToLive, Enabled: true }
    expect(properties.TimeToLiveSpecification ?? false).toEqual(timeToLive)
    expect(properties.GlobalSecondaryIndexes).toBeUndefined()
    expect(stack).toBe(definition.zone === 'pci' ? 'vault' : 'records')
  })

  test('have no change stream, except the audit log', () => {
    const streams = all('AWS::DynamoDB::Table').filter(({ properties }) => 'StreamSpecification' in properties)
    expect(streams.map(({ id, properties }) => [id, properties.StreamSpecification])).toEqual([
      ['AuditTable', { StreamViewType: 'NEW_IMAGE' }],
    ])
    expect(all('AWS::DynamoDB::Table').filter(({ properties }) => 'KinesisStreamSpecification' in properties)).toEqual(
      [],
    )
  })

  test('include the table of the data keys, which is never copied: it has no recovery, stream, replica, export, import or backup plan', () => {
    const { properties } = one('AWS::DynamoDB::Table', 'DataKeysTable')
    expect(properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: false })
    for (const name of ['StreamSpecification', 'KinesisStreamSpecification', 'Replicas', 'ImportSourceSpecification']) {
      expect(properties).not.toHaveProperty(name)
    }
    const copying = /^AWS::(Backup|DMS|Pipes|Glue|DataPipeline|Scheduler)::/
    expect(resources.filter(({ type }) => copying.test(type))).toEqual([])
    const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role')
    expect(JSON.stringify(roles)).not.toMatch(/ExportTable|CreateBackup|RestoreTable|dynamodb:\*/)
    const scanned = roles.flatMap(({ properties }) =>
      statementsOfRole(properties).filter(({ Action }) => Action.includes('dynamodb:Scan')),
    )
    // Reading open sockets needs whole items; scheduled tasks read people's days, submissions' times, or counts.
    const limited = /"dynamodb:Select":"(COUNT|SPECIFIC_ATTRIBUTES)"/
    const whole = scanned.filter(({ Condition }) => !limited.test(JSON.stringify(Condition ?? {})))
    expect(whole.map(({ Resource }) => Resource)).toEqual([['<ConnectionsTable.Arn>']])
    const ofDataKeys = scanned.filter(({ Resource }) => Resource.includes('<DataKeysTable.Arn>'))
    expect(ofDataKeys.map(({ Condition }) => Condition)).toEqual([
      expect.objectContaining({ 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['submissionId', 'sweepAt'] } }),
    ])
  })
})

describe.each(stages)('the holding of %s', (stage) => {
  const { all, one } = byStage[stage]

  test('is a Valkey cache without snapshots, in the isolated network only', () => {
    expect(one('AWS::ElastiCache::ServerlessCache').properties).toMatchObject({
      Engine: 'valkey',
      SnapshotRetentionLimit: 0,
      SubnetIds: { length: 3 },
      SecurityGroupIds: [expect.stringMatching(/HoldingGroup/)],
      UserGroupId: expect.stringMatching(/^<HoldingUsers/),
    })
    expect(one('AWS::ElastiCache::ServerlessCache').properties).not.toHaveProperty('DailySnapshotTime')
  })

  test('abuse 24: cannot be filled within the rate limits before entries expire', () => {
    const { CacheUsageLimits } = one('AWS::ElastiCache::ServerlessCache').properties
    const { DataStorage, ECPUPerSecond } = z
      .object({
        DataStorage: z.strictObject({ Unit: z.literal('GB'), Maximum: z.number() }),
        ECPUPerSecond: z.strictObject({ Maximum: z.number() }),
      })
      .parse(CacheUsageLimits)
    const longest = 120
    expect(SiteSettingsChange.safeParse({ holdingSeconds: longest }).success).toBe(true)
    expect(SiteSettingsChange.safeParse({ holdingSeconds: longest + 1 }).success).toBe(false)
    // A unit of work carries 1 KB. Add a fifth for the overhead of Valkey, and a tenth for values that may have
    // expired.
    const most = ECPUPerSecond.Maximum * 1_024 * longest * 1.2 * 1.1
    expect(most).toBeLessThan(DataStorage.Maximum * 1e9)
    // Twice the throttle of API Gateway, at one write and one read for each form.
    expect(ECPUPerSecond.Maximum).toBeGreaterThanOrEqual(
      2 * 2 * throttleOf('submit-form', { throttles: { 'submit-form': 1_250 } }).throttlingRateLimit,
    )
  })

  test('has a user without a password for each step, which may use only the commands of that step and the keys of the holding', () => {
    const users = all('AWS::ElastiCache::User').map(({ properties }) => properties)
    const connectionCommands = '+cluster|slots +readonly +client|setname'
    expect(Object.fromEntries(users.map(({ UserId, AccessString }) => [UserId, AccessString]))).toEqual({
      [`sealform-${stage}-submit`]: `on ~sealform:holding:* -@all +set +del +exists ${connectionCommands}`,
      [`sealform-${stage}-retrieve`]: `on ~sealform:holding:* -@all +getdel +exists ${connectionCommands}`,
      [`sealform-${stage}-erase`]: `on ~sealform:holding:* -@all +del +exists ${connectionCommands}`,
    })
    for (const { AuthenticationMode, UserName, UserId } of users) {
      expect(AuthenticationMode).toEqual({ Type: 'iam' })
      expect(UserName).toBe(UserId)
    }
    expect(holdingKeyPrefix).toBe('sealform:holding:')
  })

  test('gives its address only to the steps that use it, and gives none of them a secret', () => {
    const connections = all('AWS::Lambda::Function').flatMap(({ properties }) => {
      const { HOLDING } = z
        .looseObject({ Variables: z._default(z.record(z.string(), z.unknown()), {}) })
        .parse(properties.Environment ?? {}).Variables
      return HOLDING === undefined ? [] : [[properties.FunctionName, JSON.parse(String(HOLDING))]]
    })
    const connection = (user: string) => ({
      host: expect.stringMatching(/^<HoldingCache\w+\.Endpoint\.Address>$/),
      port: 6379,
      cluster: true,
      tls: 'on',
      iam: { userId: `sealform-${stage}-${user}`, cacheName: `sealform-${stage}-holding` },
    })
    expect(Object.fromEntries(connections)).toEqual({
      [`sealform-${stage}-submit-form`]: connection('submit'),
      [`sealform-${stage}-retrieve-submission`]: connection('retrieve'),
      [`sealform-${stage}-erase`]: connection('erase'),
    })
  })
})

test('a stage may use an external server as its holding, and then creates no holding of its own', () => {
  const { all } = synthesise('demo', { holding: { kind: 'server', host: 'localhost', port: 6380, tls: 'off' } })
  expect(all('AWS::ElastiCache::ServerlessCache')).toEqual([])
  const submit = all('AWS::Lambda::Function').find(
    ({ properties }) => properties.FunctionName === 'sealform-demo-submit-form',
  )
  expect(JSON.stringify(submit?.properties.Environment)).toContain(
    JSON.stringify('{"host":"localhost","port":6380,"cluster":false,"tls":"off"}').slice(1, -1),
  )
})

describe('functions', () => {
  const { all } = byStage.production
  const Variables = z.looseObject({ Variables: z.record(z.string(), z.string()) })
  const ownFunctions = all('AWS::Lambda::Function').filter(({ properties }) => 'FunctionName' in properties)

  test('run on Node 24 and arm64, and write JSON lines to the log of their zone', () => {
    expect(ownFunctions.length).toBeGreaterThan(25)
    for (const { properties } of ownFunctions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: {
          LogFormat: 'JSON',
          SystemLogLevel: 'WARN',
          LogGroup: expect.stringMatching(/^<\w+LogGroup>$/),
        },
      })
      expect(properties).not.toHaveProperty('TracingConfig')
      expect(properties).not.toHaveProperty('Layers')
    }
  })

  test('have no secret in their environment', () => {
    const variables = ownFunctions.map(
      ({ properties }) => Variables.safeParse(properties.Environment).data?.Variables ?? {},
    )
    const names = new Set(variables.flatMap(Object.keys))
    const allowed = [
      'TABLES',
      'PUBLIC_ORIGIN',
      'VIEWER_ADDRESS_HEADER',
      'VAULT_KEY_ID',
      'HOLDING',
      'ISSUERS',
      'EVENT_BUS',
      'AUDIT_BUCKET',
      'SOCKETS_ADDRESS',
      'EMBEDDING_ORIGINS',
      'PAGES_BUCKET',
      'ADMIN_SIGN_IN',
    ]
    // The name of the secret, and of its header.
    const ofSockets = ['ORIGIN_SECRET', 'ORIGIN_HEADER']
    const ofRotation = ['DISTRIBUTION_ID', 'HEADERS', 'REST_API_ID', 'API_STAGE', 'PUBLIC_STEP']
    expect([...names].filter((name) => ![...allowed, ...ofRotation, ...ofSockets].includes(name))).toEqual([])
    expect(JSON.stringify(variables)).not.toMatch(/resolve:secretsmanager|password/i)
  })

  test('have the id of the vault key only if they use it', () => {
    const informed = ownFunctions.filter(({ properties }) =>
      JSON.stringify(properties.Environment ?? {}).includes('VAULT_KEY_ID'),
    )
    expect(informed.map(({ properties }) => properties.FunctionName).sort()).toEqual(
      ['retrieve-submission', 'submit-form', 'view-history'].map((step) => `sealform-production-${step}`),
    )
  })
})
