/**
 * Whether AWS services may write under our keys, evaluated from the policies and the documented context of each request,
 * without an account.
 */
import { describe, expect, test } from 'vitest'
import { allowsService, statementsOf } from './policies.ts'
import { type StageName, type SynthesisedResource, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>
const account = '111122223333'

describe.each(stages)('AWS services that write data for %s', (stage) => {
  const { all, one, stacks } = byStage[stage]
  const region = stage === 'demo' ? 'us-east-1' : 'eu-central-1'
  const regionOf = ({ stack }: SynthesisedResource) => stacks.get(stack)?.region
  const arnOf = (service: string, rest: string, inRegion = region) =>
    `arn:aws:${service}:${inRegion}:${account}:${rest}`

  /** The policy of the key that a resource refers to, in its own Region. */
  function policyOfKey(resource: SynthesisedResource, keyReference: unknown) {
    const keys = all('AWS::KMS::Key').filter(({ id }) => keyReference === `<${id}.Arn>`)
    const key = keys.find((each) => regionOf(each) === regionOf(resource))
    if (key === undefined) throw new Error(`${resource.id} names no key in its Region: ${keyReference}`)
    return statementsOf(key.properties.KeyPolicy)
  }

  test('need an encryption context only for operations that can have an encryption context', () => {
    // https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
    const withContext = /^kms:(Encrypt|Decrypt|ReEncrypt\*|GenerateDataKey\*?)$/
    const asking = all('AWS::KMS::Key')
      .flatMap(({ properties }) => statementsOf(properties.KeyPolicy))
      .filter(({ Condition }) => JSON.stringify(Condition).includes('"kms:EncryptionContext'))
    expect(asking.length).toBeGreaterThan(3)
    expect(asking.flatMap(({ Action }) => Action).filter((action) => !withContext.test(action))).toEqual([])
  })

  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
  test.each(all('AWS::CloudTrail::Trail'))(
    'include CloudTrail, which may describe the trail’s key, encrypt with it, and decrypt its test data: $id',
    (trail) => {
      const policy = policyOfKey(trail, trail.properties.KMSKeyId)
      const service = 'cloudtrail.amazonaws.com'
      const from = (trailName: unknown) => ({ 'aws:SourceArn': arnOf('cloudtrail', `trail/${trailName}`) })
      const encrypting = (trailName: unknown) => ({
        ...from(trailName),
        'kms:EncryptionContext:aws:cloudtrail:arn': arnOf('cloudtrail', `trail/${trailName}`),
      })
      const { TrailName: trailName } = trail.properties
      for (const action of ['kms:DescribeKey', 'kms:Decrypt']) {
        expect([action, allowsService(policy, { service, action, contextKeys: from(trailName) })]).toEqual([
          action,
          true,
        ])
        expect([action, allowsService(policy, { service, action, contextKeys: from('another') })]).toEqual([
          action,
          false,
        ])
      }
      const action = 'kms:GenerateDataKey'
      expect(allowsService(policy, { service, action, contextKeys: encrypting(trailName) })).toBe(true)
      expect(allowsService(policy, { service, action, contextKeys: encrypting('another') })).toBe(false)
      expect(allowsService(policy, { service, action, contextKeys: from(trailName) })).toBe(false)
    },
  )

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  test('include CloudWatch Logs, which may use the key of a log group only for that group in this account', () => {
    const groups = all('AWS::Logs::LogGroup')
    expect(groups.length).toBeGreaterThan(12)
    for (const group of groups) {
      const policy = policyOfKey(group, group.properties.KmsKeyId)
      const groupRegion = regionOf(group)
      const contextOf = (arn: string) => ({ 'kms:EncryptionContext:aws:logs:arn': arn })
      const arn = arnOf('logs', `log-group:${group.properties.LogGroupName}`, groupRegion)
      for (const action of [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
      ]) {
        const asks = { service: `logs.${groupRegion}.amazonaws.com`, action }
        expect([group.id, action, allowsService(policy, { ...asks, contextKeys: contextOf(arn) })]).toEqual([
          group.id,
          action,
          true,
        ])
        expect(allowsService(policy, { ...asks, contextKeys: contextOf(arn.replace(account, '999999999999')) })).toBe(
          false,
        )
      }
    }
  })

  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
  test('include CloudWatch, whose alarms may publish to the topic and use its key only if they belong to the stage', () => {
    const alarms = all('AWS::CloudWatch::Alarm')
    expect(alarms.length).toBeGreaterThan(25)
    const service = 'cloudwatch.amazonaws.com'
    for (const made of alarms) {
      const { properties: alarm } = made
      for (const target of [alarm.AlarmActions, alarm.OKActions].flat()) {
        const topic = one('AWS::SNS::Topic', String(target).slice(1, -1))
        const policies = all('AWS::SNS::TopicPolicy').filter(({ properties }) =>
          [properties.Topics].flat().includes(target),
        )
        const policy = policies.flatMap(({ properties }) => statementsOf(properties.PolicyDocument))
        const publishes = (alarmName: unknown, from = account) => {
          const source = arnOf('cloudwatch', `alarm:${alarmName}`, regionOf(made)).replace(account, from)
          const contextKeys = { 'aws:SourceAccount': from, 'aws:SourceArn': source, 'aws:SecureTransport': 'true' }
          return allowsService(policy, { service, action: 'sns:Publish', contextKeys })
        }
        expect([alarm.AlarmName, publishes(alarm.AlarmName)]).toEqual([alarm.AlarmName, true])
        expect(publishes('another')).toBe(false)
        expect(publishes(alarm.AlarmName, '999999999999')).toBe(false)
        const key = policyOfKey(topic, topic.properties.KmsMasterKeyId)
        const contextKeys = {
          'kms:EncryptionContext:aws:sns:topicArn': arnOf('sns', String(topic.properties.TopicName), regionOf(made)),
        }
        for (const user of [service, 'sns.amazonaws.com']) {
          for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
            expect([user, action, allowsService(key, { service: user, action, contextKeys })]).toEqual([
              user,
              action,
              true,
            ])
          }
        }
      }
    }
  })

  test('use our keys only for tables, logs, the trail, its archive and the topic', () => {
    const named = byStage[stage].resources.filter(
      ({ type, properties }) =>
        type !== 'AWS::KMS::Alias' && !type.startsWith('AWS::IAM') && JSON.stringify(properties).includes('Key.Arn>'),
    )
    const under = ['CloudTrail::Trail', 'DynamoDB::Table', 'Logs::LogGroup', 'S3::Bucket', 'SNS::Topic']
    const besides = named.filter(({ type }) => !under.includes(type.replace('AWS::', '')))
    // They refer to the key; their roles or the network limit its use.
    expect(new Set(besides.map(({ type }) => type))).toEqual(
      new Set(['AWS::Lambda::Function', 'AWS::EC2::VPCEndpoint']),
    )
  })

  test('send events by rule only to queues and functions, and never to the topic, because they may not use its key', () => {
    const targets = all('AWS::Events::Rule').flatMap(({ properties }) => JSON.stringify(properties.Targets))
    expect(targets.length).toBeGreaterThan(3)
    expect(targets.filter((each) => /Topic|:sns:/.test(each))).toEqual([])
  })
})
