/**
 * Abuse 54: actions that the policies of the vault's tables cannot deny raise an alarm, from events of CloudTrail and
 * AWS Backup.
 */
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { matches } from './log-pattern.ts'
import { type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>
const dataKeys = '<DataKeysTable>'
const arnOf = (table: string) => `arn:aws:dynamodb:us-east-1:111122223333:table/${table}`

describe.each(stages)('the alarms on the vault’s tables of %s', (stage) => {
  const { all, one } = byStage[stage]
  const filterOf = (name: string): string => {
    const filters = all('AWS::Logs::MetricFilter').filter(({ properties }) =>
      JSON.stringify(properties.MetricTransformations).includes(`"MetricName":"${name}"`),
    )
    expect(filters.map(({ properties }) => properties.LogGroupName)).toEqual([expect.stringMatching(/^<Trail/)])
    return String(filters[0]?.properties.FilterPattern)
  }
  const alarmOf = (name: string) =>
    all('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === `sealform-${stage}-${name}`)
      ?.properties
  const called = (service: string, eventName: string, requestParameters: object) => ({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
  })

  test('abuse 54: report a copy of the data keys by AWS Backup, and a replica that is created with the older API', () => {
    const filter = filterOf('data-keys-copied')
    const resourceArn = arnOf(dataKeys)
    const job = (eventName: string, arn: string) => ({
      eventSource: 'backup.amazonaws.com',
      eventName,
      serviceEventDetails: { resourceArn: arn, resourceType: 'DynamoDB' },
    })
    const copies = [
      called('backup', 'StartBackupJob', { backupVaultName: 'Default', resourceArn }),
      job('BackupJobStarted', resourceArn),
      job('BackupJobCompleted', resourceArn),
      called('dynamodb', 'CreateGlobalTable', { globalTableName: dataKeys }),
      called('dynamodb', 'UpdateGlobalTable', { globalTableName: dataKeys }),
    ]
    const others = [
      called('backup', 'StartBackupJob', { resourceArn: arnOf('another') }),
      called('backup', 'ListRecoveryPointsByResource', { resourceArn }),
      job('BackupJobCompleted', arnOf('<SubmissionsTable>')),
      called('dynamodb', 'CreateGlobalTable', { globalTableName: 'another' }),
      called('dynamodb', 'DescribeTable', { tableName: dataKeys }),
    ]
    for (const event of copies) expect([event, matches(filter, event)]).toEqual([event, true])
    for (const event of others) expect([event, matches(filter, event)]).toEqual([event, false])
  })

  test('abuse 54: count AWS Backup jobs of the data keys in any state', () => {
    const { Name, EventPattern } = one('AWS::Events::Rule', /DataKeysBackup/).properties
    expect(EventPattern).toEqual({
      source: ['aws.backup'],
      'detail-type': ['Backup Job State Change'],
      detail: { resourceArn: ['<DataKeysTable.Arn>'] },
    })
    const alarm = z
      .looseObject({
        Metrics: z.array(z.looseObject({ MetricStat: z.optional(z.looseObject({})) })),
        Threshold: z.number(),
      })
      .parse(alarmOf('data-keys-copied'))
    expect(alarm.Threshold).toBe(1)
    const metrics = alarm.Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []))
    expect(metrics).toEqual([
      expect.objectContaining({ MetricName: 'data-keys-copied' }),
      {
        Namespace: 'AWS/Events',
        MetricName: 'MatchedEvents',
        Dimensions: [{ Name: 'RuleName', Value: Name }],
      },
    ])
  })

  test('abuse 54: report a change to the policy or the settings of a table', () => {
    const filter = filterOf('vault-table-changed')
    expect(alarmOf('vault-table-changed')).toMatchObject({ Threshold: 1 })
    for (const table of [dataKeys, '<SubmissionsTable>']) {
      const changes = [
        called('dynamodb', 'PutResourcePolicy', { resourceArn: arnOf(table) }),
        called('dynamodb', 'DeleteResourcePolicy', { resourceArn: arnOf(table) }),
        called('dynamodb', 'UpdateTable', { tableName: table }),
        called('dynamodb', 'UpdateContinuousBackups', { tableName: arnOf(table) }),
      ]
      for (const event of changes) expect([event, matches(filter, event)]).toEqual([event, true])
      const others = [
        called('dynamodb', 'GetResourcePolicy', { resourceArn: arnOf(table) }),
        called('dynamodb', 'PutItem', { tableName: table }),
        called('dynamodb', 'UpdateTable', { tableName: 'another' }),
        called('kms', 'PutResourcePolicy', { resourceArn: arnOf(table) }),
      ]
      for (const event of others) expect([event, matches(filter, event)]).toEqual([event, false])
    }
  })
})
