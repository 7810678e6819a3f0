import { describe, expect, test } from 'vitest'
import { matches, maxPatternLength } from './log-pattern.ts'
import { homeRegions, type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>

describe.each(stages)(
  'the alarms on the trail of %s count only this stage’s events, even if the account has other stages:',
  (stage) => {
    const { all } = byStage[stage]
    const filterOf = (name: string): string =>
      String(
        all('AWS::Logs::MetricFilter').find(({ properties }) =>
          JSON.stringify(properties.MetricTransformations).includes(`"MetricName":"${name}"`),
        )?.properties.FilterPattern,
      )
    const ofKms = (event: object) => ({ eventSource: 'kms.amazonaws.com', ...event })
    const caller = (role: string) => ({ userIdentity: { sessionContext: { sessionIssuer: { userName: role } } } })
    const keyArn = (id: string) => `arn:aws:kms:us-east-1:111122223333:key/${id}`

    test('a denied use of a key', () => {
      const filter = filterOf('key-denied')
      const denied = ofKms({ eventName: 'Decrypt', errorCode: 'AccessDenied', ...caller('another-role') })
      const message = `User: arn:aws:sts::111122223333:assumed-role/x is not authorized to perform: kms:Decrypt on resource: ${keyArn('<VaultKey>')} because no resource-based policy allows it`
      expect(matches(filter, { ...denied, ...caller(`sealform-${stage}-submit-form`) })).toBe(true)
      expect(matches(filter, { ...denied, errorMessage: message })).toBe(true)
      expect(matches(filter, { ...denied, resources: [{ ARN: keyArn('<LogsKey>') }] })).toBe(true)
      expect(matches(filter, { ...denied, resources: [{ ARN: keyArn('another') }] })).toBe(false)
      expect(matches(filter, { ...denied, ...caller('sealform-another-submit-form') })).toBe(false)
      expect(matches(filter, ofKms({ eventName: 'Decrypt', resources: [{ ARN: keyArn('<VaultKey>') }] }))).toBe(false)
    })

    test('a changed key', () => {
      const filter = filterOf('key-touched')
      for (const keyId of ['<VaultKey>', keyArn('<TablesKey>'), '<LogsKey>']) {
        expect(matches(filter, ofKms({ eventName: 'ScheduleKeyDeletion', requestParameters: { keyId } }))).toBe(true)
        expect(matches(filter, ofKms({ eventName: 'DescribeKey', requestParameters: { keyId } }))).toBe(false)
      }
      expect(matches(filter, ofKms({ eventName: 'DisableKey', requestParameters: { keyId: 'another' } }))).toBe(false)
    })

    test('a changed trail', () => {
      const filter = filterOf('trail-touched')
      const called = (eventName: string, requestParameters: object) => ({
        eventSource: 'cloudtrail.amazonaws.com',
        eventName,
        requestParameters,
      })
      const name = `sealform-${stage}-trail-${homeRegions[stage]}`
      const arn = `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}`
      expect(matches(filter, called('StopLogging', { name }))).toBe(true)
      const tables = `sealform-${stage}-tables-trail-${homeRegions[stage]}`
      expect(matches(filter, called('StopLogging', { name: tables }))).toBe(true)
      expect(matches(filter, called('DeleteTrail', { name: arn }))).toBe(true)
      expect(matches(filter, called('PutEventSelectors', { trailName: arn }))).toBe(true)
      expect(matches(filter, called('StopLogging', { name: 'another' }))).toBe(false)
    })

    test('changed credentials in its pool, or in a request that names no pool', () => {
      const filter = filterOf('credentials-changed')
      const called = (eventName: string, requestParameters: object) => ({
        eventSource: 'cognito-idp.amazonaws.com',
        eventName,
        requestParameters,
      })
      expect(matches(filter, called('AdminSetUserPassword', { userPoolId: '<UserPool>' }))).toBe(true)
      expect(matches(filter, called('AdminSetUserPassword', { userPoolId: 'another' }))).toBe(false)
      expect(matches(filter, called('ChangePassword', { accessToken: 'HIDDEN' }))).toBe(true)
      expect(matches(filter, called('AdminGetUser', { userPoolId: '<UserPool>' }))).toBe(false)
    })

    test('with filters that stay within the length limit of CloudWatch Logs when they contain the resource names', () => {
      const filters = all('AWS::Logs::MetricFilter').map(({ properties }) => String(properties.FilterPattern))
      const id = '00000000-0000-4000-8000-000000000000'
      const longest = filters.map((filter) =>
        filter.replaceAll(/<\w+Key>/g, id).replaceAll(/<\w+Table>/g, 'x'.repeat(64)),
      )
      expect(Math.max(...longest.map((filter) => filter.length))).toBeLessThanOrEqual(maxPatternLength)
    })
  },
)

describe('a stage in an account that already has a trail', () => {
  const logGroup = 'aws-controltower/CloudTrailLogs'
  const withLog = synthesise('production', { trail: { kind: 'existing', logGroup } })
  const withoutLog = synthesise('demo', { trail: { kind: 'existing' } })
  const namesOf = ({ all }: typeof withLog) =>
    all('AWS::CloudWatch::Alarm').map(({ properties }) =>
      String(properties.AlarmName).replace(/^sealform-[a-z]+-|-eu-central-1$/g, ''),
    )

  test.each([withLog, withoutLog])('creates no second trail, but has its own archive', ({ all, one }) => {
    expect(all('AWS::CloudTrail::Trail')).toEqual([])
    expect(all('AWS::Logs::LogGroup').map(({ id }) => id)).not.toContain('TrailLogGroup')
    expect(one('AWS::S3::Bucket', 'ArchiveBucket')).toBeDefined()
    const policies = [all('AWS::KMS::Key'), all('AWS::S3::BucketPolicy')]
    expect(JSON.stringify(policies)).not.toContain('cloudtrail')
  })

  test('has the alarms on the trail if the settings name its log group', () => {
    expect(namesOf(withLog).sort()).toEqual(
      byStage.production
        .all('AWS::CloudWatch::Alarm')
        .map(({ properties }) => String(properties.AlarmName).replace(/^sealform-production-|-eu-central-1$/g, ''))
        .sort(),
    )
    const filters = withLog
      .all('AWS::Logs::MetricFilter')
      .filter(({ properties }) => properties.LogGroupName === logGroup)
    expect(filters).toHaveLength(6)
    const touched = withLog
      .all('AWS::CloudWatch::Alarm')
      .find(({ properties }) => /trail-touched/.test(`${properties.AlarmName}`))
    expect(touched?.properties.AlarmDescription).toContain('Counts every trail of the account.')
  })

  test('has only the alarm that counts events from AWS Backup itself if the settings name no log group', () => {
    const missing = namesOf(withLog).filter((name) => !namesOf(withoutLog).includes(name))
    expect(missing.sort()).toEqual([
      'credentials-changed',
      'key-denied',
      'key-touched',
      'trail-touched',
      'vault-table-changed',
    ])
    expect(namesOf(withoutLog)).toContain('data-keys-copied')
  })
})
