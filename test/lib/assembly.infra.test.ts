import { describe, expect, test } from 'vitest'
import { type StageName, type SynthesisedResource, stages, synthesise } from './synthesised.ts'

const made = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>

/**
 * What holds something, or is a name that others know. Another logical id would be another, empty thing in its place, so this
 * list changes on purpose or not at all.
 */
const statefulResources = [
  'api/AccessLogGroup AWS::Logs::LogGroup',
  'api/EdgeLogGroup AWS::Logs::LogGroup',
  'api/FirewallapiLogGroup AWS::Logs::LogGroup',
  'control-zone/ControlZoneLogGroup AWS::Logs::LogGroup',
  'events/ArchiveBucket AWS::S3::Bucket',
  'events/EventsLogGroup AWS::Logs::LogGroup',
  'events/TrailLogGroup AWS::Logs::LogGroup',
  'firewall/FirewalledgeLogGroup AWS::Logs::LogGroup',
  'front/Distribution AWS::CloudFront::Distribution',
  'front/PagesBucket AWS::S3::Bucket',
  'front/RestApi AWS::ApiGateway::RestApi',
  'identity/IdentityLogGroup AWS::Logs::LogGroup',
  'identity/UserPool AWS::Cognito::UserPool',
  'identity/SignInPage AWS::Cognito::UserPoolDomain',
  'keys/LogsKey AWS::KMS::Key',
  'keys/TablesKey AWS::KMS::Key',
  'keys/VaultKey AWS::KMS::Key',
  'network/FlowsLogGroup AWS::Logs::LogGroup',
  'network/NetworkTasksLogGroup AWS::Logs::LogGroup',
  'pages/PageUploadLogGroup AWS::Logs::LogGroup',
  'pci-zone/PciZoneLogGroup AWS::Logs::LogGroup',
  'push/PushLogGroup AWS::Logs::LogGroup',
  'push/SocketAccessLogGroup AWS::Logs::LogGroup',
  'records/AgentSessionsTable AWS::DynamoDB::Table',
  'records/AuditTable AWS::DynamoDB::Table',
  'records/ConnectionsTable AWS::DynamoDB::Table',
  'records/ConversationsTable AWS::DynamoDB::Table',
  'records/FormsTable AWS::DynamoDB::Table',
  'records/OneTimeKeysTable AWS::DynamoDB::Table',
  'records/PeopleTable AWS::DynamoDB::Table',
  'records/SitesTable AWS::DynamoDB::Table',
  'records/TemplatesTable AWS::DynamoDB::Table',
  'vault/DataKeysTable AWS::DynamoDB::Table',
  'vault/SubmissionsTable AWS::DynamoDB::Table',
]
const statefulTypes = new Set(statefulResources.map((each) => each.split(' ')[1]))
const retainedTypes = new Set(
  ['KMS::Key', 'DynamoDB::Table', 'S3::Bucket', 'Logs::LogGroup', 'Cognito::UserPool'].map((type) => `AWS::${type}`),
)

describe.each(stages)('the assembly of %s', (stage) => {
  const { resources, stacks, missing, all } = made[stage]

  test('asks for nothing that only credentials could look up', () => {
    expect(missing).toEqual([])
  })

  test('has its stacks apart by zone and by how long what is in them lives', () => {
    const names = ['keys', 'vault', 'records', 'network', 'firewall', 'front', 'pages', 'identity']
    expect([...stacks.keys()]).toEqual([...names, 'pci-zone', 'control-zone', 'api', 'push', 'events', 'watch'])
    expect([...stacks.values()].map(({ stackName }) => stackName)).toEqual(
      [...stacks.keys()].map((name) => `sealform-${stage}-${name}`),
    )
  })

  test('has CloudFront’s firewall where CloudFront looks for it, and all else in the Region of the stage', () => {
    const regions = [...stacks.values()].map(({ node, region }) => [node.id, region])
    const own = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
    expect(Object.fromEntries(regions)).toEqual(
      Object.fromEntries([...stacks.keys()].map((name) => [name, name === 'firewall' ? 'us-east-1' : own])),
    )
  })

  test('has its stacks refer to each other by exports, but for the firewall that is in another Region', () => {
    const { templates } = made[stage]
    const references = [...templates].flatMap(([name, template]) =>
      JSON.stringify(template)
        .match(/"Fn::(?:ImportValue|GetStackOutput)":(?:"[^"]*"|\{[^}]*\})/g)
        ?.map((each) => `${name} ${each}`),
    )
    expect(references.filter((each) => each?.includes('ImportValue')).length).toBeGreaterThan(20)
    const others = references.filter((each) => each?.includes('GetStackOutput'))
    expect(others).toEqual(
      stage === 'demo'
        ? []
        : ['front', 'api'].map((name) =>
            expect.stringMatching(`^sealform-production-${name} .*"sealform-production-firewall".*"us-east-1"`),
          ),
    )
  })

  test('tells whoever deployed it where it is', () => {
    const address =
      stage === 'demo' ? { 'Fn::Join': ['', ['https://', expect.anything()]] } : 'https://forms.example.com'
    expect(made[stage].templates.get(`sealform-${stage}-front`)).toMatchObject({
      Outputs: { Address: { Value: address } },
    })
  })

  test('calls what holds something by the names that are pinned', () => {
    const found = resources
      .filter(({ type }) => statefulTypes.has(type))
      .map(({ stack, id, type }) => `${stack}/${id} ${type}`)
    const ofThisStage = {
      demo: 'events/ArchiveTasksLogGroup AWS::Logs::LogGroup',
      production: 'firewall/LogsKey AWS::KMS::Key',
    }[stage]
    expect(found.sort()).toEqual([...statefulResources, ofThisStage].sort())
  })

  const held = resources.filter(({ type }) => retainedTypes.has(type))

  test(stage === 'demo' ? 'leaves nothing behind that holds anything' : 'leaves behind whatever holds anything', () => {
    const [deleted, replaced] = stage === 'demo' ? [/^Delete$/, /^Delete$/] : [/^Retain(ExceptOnCreate)?$/, /^Retain$/]
    expect(held.length).toBeGreaterThan(20)
    const others = held.filter(
      ({ deletionPolicy = '', updateReplacePolicy = '' }) =>
        !deleted.test(deletionPolicy) || !replaced.test(updateReplacePolicy),
    )
    expect(others.map(({ id }) => id)).toEqual([])
  })

  test('keeps what it cannot delete, and nothing else, when its first deployment fails', () => {
    const isProtected = ({ properties }: SynthesisedResource) =>
      properties.DeletionProtectionEnabled === true ||
      properties.DeletionProtection === 'ACTIVE' ||
      properties.ObjectLockEnabled === true
    const ids = (list: readonly SynthesisedResource[]) => list.map(({ id }) => id).sort()
    const kept = held.filter(({ deletionPolicy }) => deletionPolicy === 'Retain')
    expect(ids(kept)).toEqual(ids(held.filter(isProtected)))
    expect(kept).toHaveLength(stage === 'demo' ? 0 : 13)
  })

  test('keeps under no name of its own what stays when its first deployment fails, or the next would find it taken', () => {
    const stays = resources.filter(({ deletionPolicy }) => deletionPolicy === 'Retain')
    expect(stays.map(({ type }) => type)).toContain('AWS::ApiGateway::Account')
    const unique = ['BucketName', 'TableName', 'LogGroupName', 'RoleName', 'Domain', 'AliasName', 'Name']
    expect(stays.filter(({ properties }) => unique.some((name) => name in properties))).toEqual([])
    const ofAnyKind = resources.map(({ properties }) => unique.filter((name) => name in properties))
    expect(new Set(ofAnyKind.flat())).toContain('LogGroupName')
  })

  test('protects its stacks from being deleted in production alone', () => {
    const isProtected = [...stacks.values()].map(({ terminationProtection }) => terminationProtection)
    expect(new Set(isProtected)).toEqual(new Set([stage === 'production']))
  })

  test('keeps executions for a step in production alone', () => {
    const reserved = all('AWS::Lambda::Function').filter(
      ({ properties }) => 'ReservedConcurrentExecutions' in properties,
    )
    const names = reserved.map(({ properties }) => properties.FunctionName)
    const wanted = ['sealform-production-submit-form', 'sealform-production-retrieve-submission']
    expect(names.sort()).toEqual(stage === 'demo' ? [] : wanted.sort())
  })
})

test('a demo locks no object, so that it can be removed; production locks what is archived for thirteen months', () => {
  const lockOf = (stage: StageName) => {
    const { ObjectLockEnabled, ObjectLockConfiguration } = made[stage].one(
      'AWS::S3::Bucket',
      'ArchiveBucket',
    ).properties
    return { ObjectLockEnabled, ObjectLockConfiguration }
  }
  expect(lockOf('demo')).toEqual({})
  expect(lockOf('production')).toEqual({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 400 } },
    },
  })
})

test('everything that a demo would leave in a bucket is emptied when the stage goes', () => {
  const emptied = ({ all, one }: (typeof made)['demo']) => ({
    byTheCdk: all('Custom::S3AutoDeleteObjects').map(({ properties }) => properties.BucketName),
    byUs: one('Custom::Pages').properties.WhenRemoved,
  })
  const buckets = made.demo.all('AWS::S3::Bucket').map(({ id }) => id)
  expect(buckets.sort()).toEqual(['ArchiveBucket', 'PagesBucket'])
  expect(emptied(made.demo)).toEqual({ byTheCdk: ['<ArchiveBucket>'], byUs: 'deleted' })
  expect(emptied(made.production)).toEqual({ byTheCdk: [], byUs: 'kept' })
})
