/** Alarms and the one dashboard: what the service and the services below it tell of themselves. */
import { Duration } from 'aws-cdk-lib'
import { Dashboard, type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { type AlarmDefinition, Alarms } from './alarms.ts'
import { type DashboardProps, dashboardRows } from './dashboard.ts'
import { apiMetric, countLines, countMatchingLines, fiveMinutes, holdingMetric } from './metrics.ts'
import { type VaultAlarmsProps, vaultAlarms } from './vault-alarms.ts'

export interface MonitoringProps extends DashboardProps, VaultAlarmsProps {
  readonly logsKey: IKey
  readonly accessLog: ILogGroup
  readonly streamReaders: readonly IFunction[]
  readonly deadLetterQueue: IQueue
  /** What is called when a socket is opened and closed, and what looks after all of them. */
  readonly sockets: readonly IFunction[]
  readonly checkpoint: IFunction
}

export class Monitoring extends Construct {
  readonly alarms: Alarms

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id)
    const { settings, logsKey, logGroups } = props
    countLines(this, settings, logGroups)
    this.alarms = new Alarms(this, 'Alarms', { settings, logsKey, additional: serviceAlarms(this, props) })
    new Dashboard(this, 'Dashboard', {
      dashboardName: prefixOf(settings),
      defaultInterval: Duration.hours(3),
      widgets: dashboardRows(props, this.alarms),
    })
  }
}

/** What the services below tell, and what the trail and the access log show. */
function serviceAlarms(
  scope: Construct,
  { settings, accessLog, trailLog, vaultTables, ...props }: MonitoringProps,
): AlarmDefinition[] {
  // Of all functions of the account and Region: they take executions from one another.
  const throttles = new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Throttles',
    statistic: Stats.SUM,
    period: fiveMinutes,
  })
  const { streamReaders, deadLetterQueue, checkpoint, tasks, sockets, logGroups } = props
  const streamErrors = sumOf(streamReaders, (each) => each.metricErrors({ period: fiveMinutes }))
  return [
    {
      name: 'errors',
      meaning: 'The API answers 5xx.',
      metric: apiMetric(settings, '5XXError', Stats.SUM),
      threshold: 5,
    },
    {
      name: 'latency',
      meaning: 'One request in a hundred takes three seconds or more.',
      metric: apiMetric(settings, 'Latency', Stats.percentile(99)),
      threshold: 3_000,
    },
    { name: 'throttles', meaning: 'Lambda turns executions away.', metric: throttles, threshold: 1 },
    {
      name: 'stream-errors',
      meaning: 'Events are not published, or the audit log is not exported.',
      metric: streamErrors,
      threshold: 3,
    },
    {
      name: 'push-errors',
      meaning:
        'Agents’ tabs cannot open sockets, or sockets outlive their sign-in. Agents see states only when they ask.',
      metric: sumOf(sockets, (each) => each.metricErrors({ period: fiveMinutes })),
      threshold: 3,
    },
    {
      name: 'unread',
      meaning: 'A day long the stream could not be read on: records are missing from the bus or the archive.',
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
      threshold: 1,
    },
    {
      name: 'kept-too-long',
      meaning: 'Records are older than they may be. The lines of check-retention tell of which table and how many.',
      metric: countMatchingLines(scope, settings, {
        name: 'kept-too-long',
        logGroup: logGroups['pci-zone'],
        pattern: '{ ($.task = "check-retention") && ($.overdue > 0) }',
        value: '$.overdue',
      }),
      threshold: 1,
    },
    {
      name: 'task-failed',
      meaning:
        'People unused for 90 days are not disabled, or what is past its retention is not removed or not looked for.',
      metric: sumOf(tasks, (each) => each.metricErrors({ period: fiveMinutes })),
      threshold: 1,
    },
    {
      name: 'checkpoint-failed',
      meaning:
        'The hourly checkpoint of the audit log was not made, or what it is made from is not as it was exported.',
      metric: checkpoint.metricErrors({ period: fiveMinutes }),
      threshold: 1,
    },
    {
      name: 'authorizer-failed',
      meaning: 'Nobody can be told who they are: the issuer is not reached, or the authorizer fails.',
      metric: countMatchingLines(scope, settings, {
        name: 'authorizer-failed',
        logGroup: accessLog,
        pattern: '{ ($.error = "AUTHORIZER_FAILURE") || ($.error = "AUTHORIZER_CONFIGURATION_ERROR") }',
      }),
      threshold: 3,
    },
    {
      name: 'key-denied',
      meaning: 'Somebody was denied the use of a key. No function is, unless its code or its grants were changed.',
      metric: countMatchingLines(scope, settings, {
        name: 'key-denied',
        logGroup: trailLog,
        pattern: '{ ($.eventSource = "kms.amazonaws.com") && ($.errorCode = "*AccessDenied*") }',
      }),
      threshold: 1,
    },
    {
      name: 'key-touched',
      meaning: 'A key was disabled, scheduled for deletion or given another policy.',
      metric: countMatchingLines(scope, settings, {
        name: 'key-touched',
        logGroup: trailLog,
        pattern:
          '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion") || ($.eventName = "PutKeyPolicy") || ($.eventName = "DisableKeyRotation")) }',
      }),
      threshold: 1,
    },
    {
      name: 'credentials-changed',
      meaning:
        'A password was set or reset, or a second factor removed, past the sign-in page of the pool. Cognito notifies no function of it. Disable and enable the person in Sealform, or their earlier sign-ins go on: see docs/sign-in.md and docs/administration.md.',
      metric: countMatchingLines(scope, settings, {
        name: 'credentials-changed',
        logGroup: trailLog,
        pattern:
          '{ ($.eventSource = "cognito-idp.amazonaws.com") && (($.eventName = "AdminSetUserPassword") || ($.eventName = "AdminResetUserPassword") || ($.eventName = "ChangePassword") || ($.eventName = "AdminDeleteSoftwareToken") || ($.eventName = "AdminSetUserMFAPreference")) }',
      }),
      threshold: 1,
    },
    {
      name: 'trail-touched',
      meaning: 'The trail was stopped, changed or deleted.',
      metric: countMatchingLines(scope, settings, {
        name: 'trail-touched',
        logGroup: trailLog,
        pattern:
          '{ ($.eventName = "StopLogging") || ($.eventName = "DeleteTrail") || ($.eventName = "UpdateTrail") || ($.eventName = "PutEventSelectors") }',
      }),
      threshold: 1,
    },
    ...vaultAlarms(scope, { settings, trailLog, vaultTables }),
    ...holdingAlarms(settings),
  ]
}

/** Only what ElastiCache holds, it tells of. */
const holdingAlarms = (settings: StageSettings): readonly AlarmDefinition[] =>
  settings.holding.kind === 'elasticache'
    ? [
        {
          name: 'holding-evicts',
          meaning:
            'The holding is full and forgets off-the-record answers before they were read; agents must ask for them again. Its limits should not let that happen.',
          metric: holdingMetric(settings, 'Evictions', Stats.SUM),
          threshold: 1,
        },
      ]
    : []

function sumOf(functions: readonly IFunction[], metricOf: (each: IFunction) => Metric): IMetric {
  const named = (metrics: readonly IMetric[]) =>
    Object.fromEntries(metrics.map((metric, place) => [`m${place}`, metric]))
  return new MathExpression({
    expression: 'SUM(METRICS())',
    usingMetrics: named(functions.map(metricOf)),
    period: fiveMinutes,
  })
}
