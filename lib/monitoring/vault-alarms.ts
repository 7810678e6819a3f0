/** Alarms on actions that the policies of the vault's tables (lib/pci-zone/vault-table-policy.ts) cannot deny. */
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { CfnRule } from 'aws-cdk-lib/aws-events'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import type { AlarmDefinition } from './alarm.ts'
import { all, either, equals, pattern } from './log-pattern.ts'
import { countMatchingLines, fiveMinutes } from './metrics.ts'

export interface VaultAlarmsProps {
  readonly settings: StageSettings
  /** The trail's log group; undefined if the account's own trail has none in this stage. */
  readonly trailLog: ILogGroup | undefined
  readonly vaultTables: {
    readonly submissions: { readonly name: string }
    readonly 'data-keys': { readonly name: string; readonly arn: string }
  }
}

export function vaultAlarms(scope: Construct, props: VaultAlarmsProps): readonly AlarmDefinition[] {
  return [dataKeysCopied(scope, props), ...vaultTableChanged(scope, props)]
}

/**
 * An alarm on copies of the data keys. `StartAwsBackupJob` lets AWS Backup read a table, and `CreateGlobalTable`
 * (version 2017.11.29) creates a replica. A table policy does not support either action:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html AWS Backup reports its jobs to
 * CloudTrail and to EventBridge, both on a best-effort basis, so the alarm counts both kinds of reports. The
 * EventBridge rule has no target, because the alarm uses the rule's own metric.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/logging-using-cloudtrail.html
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
function dataKeysCopied(scope: Construct, { settings, trailLog, vaultTables }: VaultAlarmsProps): AlarmDefinition {
  const { name, arn } = vaultTables['data-keys']
  const ofTable = either(
    equals('requestParameters.resourceArn', endingIn(name)),
    equals('serviceEventDetails.resourceArn', endingIn(name)),
  )
  const backup = all(
    equals('eventSource', 'backup.amazonaws.com'),
    either(equals('eventName', 'StartBackupJob'), equals('eventName', 'BackupJob*')),
    ofTable,
  )
  const replica = all(
    equals('eventSource', 'dynamodb.amazonaws.com'),
    either(equals('eventName', 'CreateGlobalTable'), equals('eventName', 'UpdateGlobalTable')),
    equals('requestParameters.globalTableName', name),
  )
  const calls =
    trailLog &&
    countMatchingLines(scope, settings, {
      name: 'data-keys-copied',
      logGroup: trailLog,
      pattern: pattern(either(backup, replica)),
    })
  const ruleName = `${prefixOf(settings)}-data-keys-backup`
  new CfnRule(scope, 'DataKeysBackup', {
    name: ruleName,
    description: 'Counts the backup jobs of AWS Backup for the table of data keys. There should be none.',
    eventPattern: {
      source: ['aws.backup'],
      'detail-type': ['Backup Job State Change'],
      detail: { resourceArn: [arn] },
    },
  })
  const jobs = new Metric({
    namespace: 'AWS/Events',
    metricName: 'MatchedEvents',
    dimensionsMap: { RuleName: ruleName },
    statistic: Stats.SUM,
    period: fiveMinutes,
  })
  return {
    name: 'data-keys-copied',
    meaning:
      'AWS Backup has a job for the table of data keys, or a replica of it was asked for. With a copy of a data key, an erased answer could be read from a backup. Delete the copy and find out who asked.',
    metric: new MathExpression({
      expression: 'SUM(METRICS())',
      usingMetrics: { ...(calls && { calls }), jobs },
      period: fiveMinutes,
    }),
    threshold: 1,
  }
}

/**
 * An alarm on a change to the policy or the settings of a vault table, which is the first step to bypass the policy.
 * The deployment's role is allowed to make such a change.
 */
function vaultTableChanged(
  scope: Construct,
  { settings, trailLog, vaultTables }: VaultAlarmsProps,
): readonly AlarmDefinition[] {
  if (trailLog === undefined) return []
  const names = Object.values(vaultTables).map(({ name }) => name)
  const changes = all(
    equals('eventSource', 'dynamodb.amazonaws.com'),
    either(
      ...['PutResourcePolicy', 'DeleteResourcePolicy', 'UpdateTable', 'UpdateContinuousBackups'].map((name) =>
        equals('eventName', name),
      ),
    ),
    either(
      ...names.flatMap((name) => [
        equals('requestParameters.resourceArn', endingIn(name)),
        equals('requestParameters.tableName', `*${name}`),
      ]),
    ),
  )
  const name = 'vault-table-changed'
  return [
    {
      name,
      meaning:
        'The policy or the settings of a table of the vault were changed or removed. Expected only while a deployment changes these tables.',
      metric: countMatchingLines(scope, settings, { name, logGroup: trailLog, pattern: pattern(changes) }),
      threshold: 1,
    },
  ]
}

const endingIn = (tableName: string): string => `*:table/${tableName}`
