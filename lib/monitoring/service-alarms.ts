/** Alarms on the API and on the functions. */
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { StageSettings } from '../stage-settings.ts'
import type { AlarmDefinition } from './alarm.ts'
import type { DashboardProps } from './dashboard.ts'
import { all, equals, pattern } from './log-pattern.ts'
import { apiMetric, countMatchingLines, fiveMinutes, sumOfMetrics } from './metrics.ts'

export interface ServiceAlarmsProps {
  readonly settings: StageSettings
  readonly logGroups: DashboardProps['logGroups']
  readonly accessLog: ILogGroup
  readonly streamReaders: readonly IFunction[]
  readonly deadLetterQueue: IQueue
  /** The functions that run when a socket is opened or closed, and the one that checks all open sockets. */
  readonly sockets: readonly IFunction[]
  readonly checkpoint: IFunction
  /** The scheduled tasks: they disable inactive people, delete expired data, and check the result. */
  readonly tasks: readonly IFunction[]
  readonly authorizer: IFunction
  /** The function that rotates the secret between CloudFront and the API. */
  readonly rotation: IFunction
  readonly pageUpload: { readonly function: IFunction; readonly logGroup: ILogGroup }
}

export function serviceAlarms(
  scope: Construct,
  { settings, accessLog, ...props }: ServiceAlarmsProps,
): AlarmDefinition[] {
  // Counts the throttled calls of all functions in the account and Region, because these functions share one limit on
  // concurrent executions.
  const throttles = new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Throttles',
    statistic: Stats.SUM,
    period: fiveMinutes,
  })
  const { streamReaders, deadLetterQueue, checkpoint, tasks, sockets, logGroups, authorizer, rotation, pageUpload } =
    props
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
    {
      name: 'throttles',
      meaning:
        'Lambda throttles invocations of a function in this account and Region, of this stage or another: they share one limit of concurrent executions.',
      metric: throttles,
      threshold: 1,
    },
    {
      name: 'stream-errors',
      meaning: 'Events are not published, or the audit log is not exported.',
      metric: streamErrors,
      threshold: 3,
    },
    {
      name: 'push-errors',
      meaning:
        'Agents’ tabs cannot open sockets, or sockets outlive their sign-in. Tabs see new states only when they request them.',
      metric: sumOf(sockets, (each) => each.metricErrors({ period: fiveMinutes })),
      threshold: 3,
    },
    {
      name: 'unread',
      meaning: 'A reader gave up on a batch of the stream: records are missing from the bus or the archive.',
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
      threshold: 1,
    },
    {
      name: 'kept-too-long',
      meaning:
        'Records are older than their retention allows. The log lines of check-retention name the tables and the counts.',
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
        'People are not disabled after 90 days of inactivity, or records past their retention are not removed or not checked.',
      metric: sumOf(tasks, (each) => each.metricErrors({ period: fiveMinutes })),
      threshold: 1,
    },
    {
      name: 'checkpoint-failed',
      meaning:
        'The hourly checkpoint of the audit log was not written, or the export that it is computed from was altered.',
      metric: checkpoint.metricErrors({ period: fiveMinutes }),
      threshold: 1,
    },
    {
      name: 'authorizer-failed',
      meaning: 'Callers cannot be authenticated: the issuer cannot be reached, or the authorizer fails.',
      metric: countMatchingLines(scope, settings, {
        name: 'authorizer-failed',
        logGroup: accessLog,
        pattern: '{ ($.error = "AUTHORIZER_FAILURE") || ($.error = "AUTHORIZER_CONFIGURATION_ERROR") }',
      }),
      threshold: 3,
    },
    {
      name: 'authorizer-slow',
      meaning:
        'One sign-in check in a hundred takes two seconds or more: the issuer answers slowly, or functions start slowly.',
      metric: authorizer.metricDuration({ period: fiveMinutes, statistic: Stats.percentile(99) }),
      threshold: 2_000,
    },
    {
      name: 'rotation-failed',
      meaning:
        'The secret between CloudFront and the API was not rotated. Requests still pass, with the earlier secret. Secrets Manager tries again.',
      metric: rotation.metricErrors({ period: fiveMinutes }),
      threshold: 1,
    },
    {
      name: 'page-upload-failed',
      meaning:
        'The pages of a deployment were not uploaded, and CloudFormation rolls the stack back. The earlier pages are served.',
      metric: pageUploadFailures(scope, settings, pageUpload),
      threshold: 1,
    },
  ]
}

/**
 * Returns the number of failed uploads. The function reports most failures to CloudFormation in a reply. Its own errors
 * are only the failures without a reply.
 */
function pageUploadFailures(
  scope: Construct,
  settings: StageSettings,
  { function: upload, logGroup }: ServiceAlarmsProps['pageUpload'],
): IMetric {
  const reported = countMatchingLines(scope, settings, {
    name: 'page-upload-failed',
    logGroup,
    pattern: pattern(all(equals('task', 'upload-pages'), equals('fault', '*'))),
  })
  return sumOfMetrics([reported, upload.metricErrors({ period: fiveMinutes })])
}

const sumOf = (functions: readonly IFunction[], metricOf: (each: IFunction) => Metric): IMetric =>
  sumOfMetrics(functions.map(metricOf))
