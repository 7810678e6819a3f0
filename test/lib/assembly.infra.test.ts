import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { stageOutputs } from '../../lib/stage-outputs.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import { neededBootstrapVersion } from '../../tools/doctor/checks/bootstrap.ts'
import {
  alarmTopics,
  edgeFirewall,
  edgeNames,
  functionName,
  logGroupPrefixes,
  roleNames,
  stackIds,
  stackOf,
  trailNames,
} from '../../tools/doctor/stage-resources.ts'
import {
  exampleStages,
  homeRegions,
  type StageName,
  type SynthesisedResource,
  stages,
  synthesise,
} from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>

const Outputs = z.looseObject({
  Outputs: z.optional(z.record(z.string(), z.looseObject({ Value: z.unknown(), Description: z.optional(z.string()) }))),
})

/**
 * Resources with state, or with a name that clients use. A new logical id would replace each with an empty one, so a
 * change of this list must be deliberate.
 */
const statefulResources = [
  'api/AccessLogGroup AWS::Logs::LogGroup',
  'api/EdgeLogGroup AWS::Logs::LogGroup',
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

/** The settings of a stage, and the version of the bootstrap that its assembly needs. */
const doctorsView = (stage: StageName) => {
  const needed = byStage[stage].app
    .synth()
    .stacks.map(({ manifest }) =>
      z.looseObject({ requiresBootstrapStackVersion: z.number() }).parse(manifest.properties),
    )
  return {
    settings: stageSettings(stage, exampleStages),
    version: Math.max(...needed.map(({ requiresBootstrapStackVersion }) => requiresBootstrapStackVersion)),
  }
}

describe.each(stages)('the assembly of %s', (stage) => {
  const { resources, stacks, missing, all } = byStage[stage]

  test('needs no context value that requires credentials to look up', () => {
    expect(missing).toEqual([])
  })

  test('separates stacks by zone and by the lifetime of their contents', () => {
    const names = ['keys', 'vault', 'records', 'network', 'firewall', 'front', 'pages', 'identity']
    expect([...stacks.keys()]).toEqual([...names, 'pci-zone', 'control-zone', 'api', 'push', 'events', 'watch'])
    expect([...stacks.values()].map(({ stackName }) => stackName)).toEqual(
      [...stacks.keys()].map((name) =>
        name === 'firewall' && stage === 'production'
          ? 'sealform-production-firewall-eu-central-1'
          : `sealform-${stage}-${name}`,
      ),
    )
  })

  test('puts CloudFront’s firewall into us-east-1, and everything else into the Region of the stage', () => {
    const regions = [...stacks.values()].map(({ node, region }) => [node.id, region])
    const own = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
    expect(Object.fromEntries(regions)).toEqual(
      Object.fromEntries([...stacks.keys()].map((name) => [name, name === 'firewall' ? 'us-east-1' : own])),
    )
  })

  test('uses exactly the names for which the doctor searches', () => {
    const { settings, version } = doctorsView(stage)
    expect([...stacks.values()].map(({ stackName, region }) => ({ name: stackName, region }))).toEqual(
      stackIds.map((id) => stackOf(settings, id)),
    )
    const names = (type: string, property: string) => all(type).map(({ properties }) => properties[property])
    const configured = (type: string, config: string) =>
      all(type).map(({ properties }) => z.looseObject({ Name: z.string() }).parse(properties[config]).Name)
    const fixedRoles = names('AWS::IAM::Role', 'RoleName').filter((name) => name !== undefined)
    expect(fixedRoles.sort()).toEqual([...roleNames(settings)].sort())
    expect({
      functions: names('AWS::CloudFront::Function', 'Name').sort(),
      cachePolicies: configured('AWS::CloudFront::CachePolicy', 'CachePolicyConfig'),
      responseHeadersPolicies: configured('AWS::CloudFront::ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig'),
    }).toEqual(edgeNames(settings))
    expect(names('AWS::WAFv2::WebACL', 'Name')).toEqual([edgeFirewall(settings).name])
    expect(names('AWS::CloudTrail::Trail', 'TrailName').sort()).toEqual([...trailNames(settings)].sort())
    expect(names('AWS::SNS::Topic', 'TopicName').sort()).toEqual(
      alarmTopics(settings)
        .map(({ arn }) => arn.split(':').at(-1))
        .sort(),
    )
    const prefixes = logGroupPrefixes(settings).map(({ name }) => name)
    const isUnexpected = (name: unknown) => !prefixes.some((prefix) => String(name).startsWith(prefix))
    expect(names('AWS::Logs::LogGroup', 'LogGroupName').filter(isUnexpected)).toEqual([])
    const reserved = all('AWS::Lambda::Function').filter((each) => each.properties.ReservedConcurrentExecutions)
    expect(reserved.map(({ properties }) => properties.FunctionName).sort()).toEqual(
      Object.keys(settings.reservedConcurrency)
        .map((step) => functionName(settings, step))
        .sort(),
    )
    expect(version).toBe(neededBootstrapVersion)
  })

  test('uses exports for references between stacks, except for the reference to the firewall in another Region', () => {
    const { templates } = byStage[stage]
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
            expect.stringMatching(
              `^sealform-production-${name} .*"sealform-production-firewall-eu-central-1".*"us-east-1"`,
            ),
          ),
    )
  })

  test('gives each resource in us-east-1 a name with the Region of the stage, if that is another Region', () => {
    const names = ['Name', 'LogGroupName', 'AliasName', 'AlarmName', 'TopicName']
    const named = resources
      .filter(({ stack }) => stack === 'firewall')
      .flatMap(({ properties }) => names.flatMap((name) => properties[name] ?? []))
    expect(named.length).toBeGreaterThan(1)
    const region = homeRegions[stage]
    const withRegion = named.filter((name) => String(name).endsWith(`-${region}`))
    expect(withRegion).toEqual(region === 'us-east-1' ? [] : named)
  })

  test('outputs the values that operators look up, each with a description', () => {
    const outputsOf = (name: string) =>
      Outputs.parse(byStage[stage].templates.get(stacks.get(name)?.stackName ?? '')).Outputs ?? {}
    for (const [name, { stack, description }] of Object.entries(stageOutputs)) {
      expect(outputsOf(stack)[name]).toEqual({ Value: expect.anything(), Description: description })
    }
    const named = [...stacks.keys()].flatMap((name) => Object.entries(outputsOf(name)))
    const ofPeople = named.filter(([, { Description: description }]) => description !== undefined)
    expect(ofPeople.map(([name]) => name).sort()).toEqual(Object.keys(stageOutputs).sort())
    const address =
      stage === 'demo' ? { 'Fn::Join': ['', ['https://', expect.anything()]] } : 'https://forms.example.com'
    expect(outputsOf('front').Address?.Value).toEqual(address)
    expect(outputsOf('identity').TokenEndpoint?.Value).toEqual({
      'Fn::Join': [
        '',
        ['https://', expect.anything(), expect.stringMatching(/^\..*amazoncognito\.com\/oauth2\/token$/)],
      ],
    })
  })

  test('keeps the pinned logical ids of stateful resources', () => {
    const found = resources
      .filter(({ type }) => statefulTypes.has(type))
      .map(({ stack, id, type }) => `${stack}/${id} ${type}`)
    const ofThisStage = {
      demo: 'events/ArchiveTasksLogGroup AWS::Logs::LogGroup',
      production: 'firewall/LogsKey AWS::KMS::Key',
    }[stage]
    expect(found.sort()).toEqual([...statefulResources, ofThisStage].sort())
  })

  const retained = resources.filter(({ type }) => retainedTypes.has(type))

  test(stage === 'demo' ? 'retains no stateful resource' : 'retains every stateful resource', () => {
    const [deleted, replaced] = stage === 'demo' ? [/^Delete$/, /^Delete$/] : [/^Retain(ExceptOnCreate)?$/, /^Retain$/]
    expect(retained.length).toBeGreaterThan(20)
    const others = retained.filter(
      ({ deletionPolicy = '', updateReplacePolicy = '' }) =>
        !deleted.test(deletionPolicy) || !replaced.test(updateReplacePolicy),
    )
    expect(others.map(({ id }) => id)).toEqual([])
  })

  test('retains only resources that cannot be deleted if its first deployment fails', () => {
    const isProtected = ({ properties }: SynthesisedResource) =>
      properties.DeletionProtectionEnabled === true ||
      properties.DeletionProtection === 'ACTIVE' ||
      properties.ObjectLockEnabled === true
    const ids = (list: readonly SynthesisedResource[]) => list.map(({ id }) => id).sort()
    const kept = retained.filter(({ deletionPolicy }) => deletionPolicy === 'Retain')
    expect(ids(kept)).toEqual(ids(retained.filter(isProtected)))
    expect(kept).toHaveLength(stage === 'demo' ? 0 : 13)
  })

  test('gives no fixed name to a resource that a failed first deployment retains, so that the next deployment cannot collide with it', () => {
    const stays = resources.filter(({ deletionPolicy }) => deletionPolicy === 'Retain')
    expect(stays.map(({ type }) => type)).toContain('AWS::ApiGateway::Account')
    const unique = ['BucketName', 'TableName', 'LogGroupName', 'RoleName', 'Domain', 'AliasName', 'Name']
    expect(stays.filter(({ properties }) => unique.some((name) => name in properties))).toEqual([])
    const ofAnyKind = resources.map(({ properties }) => unique.filter((name) => name in properties))
    expect(new Set(ofAnyKind.flat())).toContain('LogGroupName')
  })

  test('has termination protection in production only', () => {
    const isProtected = [...stacks.values()].map(({ terminationProtection }) => terminationProtection)
    expect(new Set(isProtected)).toEqual(new Set([stage === 'production']))
  })

  test('reserves no concurrency by default, because a new account has none to reserve', () => {
    const reserved = all('AWS::Lambda::Function').filter(
      ({ properties }) => 'ReservedConcurrentExecutions' in properties,
    )
    expect(reserved).toEqual([])
  })
})

test('a demo locks no object, so that the stage can be removed, while production locks the archive for thirteen months', () => {
  const lockOf = (stage: StageName) => {
    const { ObjectLockEnabled, ObjectLockConfiguration } = byStage[stage].one(
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

test('removing a demo empties its buckets', () => {
  const emptied = ({ all, one }: (typeof byStage)['demo']) => ({
    byTheCdk: all('Custom::S3AutoDeleteObjects').map(({ properties }) => properties.BucketName),
    byUs: one('Custom::Pages').properties.WhenRemoved,
  })
  const buckets = byStage.demo.all('AWS::S3::Bucket').map(({ id }) => id)
  expect(buckets.sort()).toEqual(['ArchiveBucket', 'PagesBucket'])
  expect(emptied(byStage.demo)).toEqual({ byTheCdk: ['<ArchiveBucket>'], byUs: 'deleted' })
  expect(emptied(byStage.production)).toEqual({ byTheCdk: [], byUs: 'kept' })
})
