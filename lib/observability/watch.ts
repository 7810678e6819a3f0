/** Alarms and the one dashboard: what the service and the services below it tell of themselves. */
import { Duration } from 'aws-cdk-lib'
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  MathExpression,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { StepName } from '../../contracts/protocol.ts'
import { apiStage } from '../edge/api-stage.ts'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { type AlarmOf, Alarms } from './alarms.ts'
import { countLines, countMatching, countOf } from './metrics.ts'

export interface WatchProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  /** Of the handlers, by zone. */
  readonly logGroups: Readonly<Record<'control-zone' | 'pci-zone' | 'identity' | 'push', ILogGroup>>
  readonly accessLog: ILogGroup
  readonly trailLog: ILogGroup
  readonly functions: ReadonlyMap<StepName, IFunction>
  readonly streamReaders: readonly IFunction[]
  readonly unread: IQueue
  /** What is called when a socket is opened and closed, and what looks after all of them. */
  readonly sockets: readonly IFunction[]
  readonly checkpoint: IFunction
}

const fiveMinutes = Duration.minutes(5)

export class Watch extends Construct {
  readonly alarms: Alarms

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id)
    const { settings, logsKey, logGroups } = props
    countLines(this, settings, logGroups)
    this.alarms = new Alarms(this, 'Alarms', { settings, logsKey, others: others(this, props) })
    new Dashboard(this, 'Dashboard', {
      dashboardName: prefixOf(settings),
      defaultInterval: Duration.hours(3),
      widgets: rows(props, this.alarms),
    })
  }
}

const ofApi = ({ stage }: StageSettings, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiName: `sealform-${stage}`, Stage: apiStage },
    statistic,
    period: fiveMinutes,
  })

/** What the services below tell, and what the trail and the access log show. */
function others(scope: Construct, { settings, accessLog, trailLog, ...props }: WatchProps): AlarmOf[] {
  // Of all functions of the account and Region: they take executions from one another.
  const throttles = new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Throttles',
    statistic: Stats.SUM,
    period: fiveMinutes,
  })
  const { streamReaders, unread, checkpoint, sockets } = props
  const streamErrors = sumOf(streamReaders, (each) => each.metricErrors({ period: fiveMinutes }))
  return [
    { name: 'errors', means: 'The API answers 5xx.', metric: ofApi(settings, '5XXError', Stats.SUM), from: 5 },
    {
      name: 'latency',
      means: 'One request in a hundred takes three seconds or more.',
      metric: ofApi(settings, 'Latency', Stats.percentile(99)),
      from: 3_000,
    },
    { name: 'throttles', means: 'Lambda turns executions away.', metric: throttles, from: 1 },
    {
      name: 'stream-errors',
      means: 'Events are not published, or the audit log is not exported.',
      metric: streamErrors,
      from: 3,
    },
    {
      name: 'push-errors',
      means:
        'Agents’ tabs cannot open sockets, or sockets outlive their sign-in. Agents see states only when they ask.',
      metric: sumOf(sockets, (each) => each.metricErrors({ period: fiveMinutes })),
      from: 3,
    },
    {
      name: 'unread',
      means: 'A day long the stream could not be read on: records are missing from the bus or the archive.',
      metric: unread.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
      from: 1,
    },
    {
      name: 'checkpoint-failed',
      means: 'The hourly checkpoint of the audit log was not made, or what it is made from is not as it was exported.',
      metric: checkpoint.metricErrors({ period: fiveMinutes }),
      from: 1,
    },
    {
      name: 'authorizer-failed',
      means: 'Nobody can be told who they are: the issuer is not reached, or the authorizer fails.',
      metric: countMatching(scope, settings, {
        name: 'authorizer-failed',
        logGroup: accessLog,
        pattern: '{ ($.error = "AUTHORIZER_FAILURE") || ($.error = "AUTHORIZER_CONFIGURATION_ERROR") }',
      }),
      from: 3,
    },
    {
      name: 'key-denied',
      means: 'Somebody was denied the use of a key. No function is, unless its code or its grants were changed.',
      metric: countMatching(scope, settings, {
        name: 'key-denied',
        logGroup: trailLog,
        pattern: '{ ($.eventSource = "kms.amazonaws.com") && ($.errorCode = "*AccessDenied*") }',
      }),
      from: 1,
    },
    {
      name: 'key-touched',
      means: 'A key was disabled, scheduled for deletion or given another policy.',
      metric: countMatching(scope, settings, {
        name: 'key-touched',
        logGroup: trailLog,
        pattern:
          '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion") || ($.eventName = "PutKeyPolicy") || ($.eventName = "DisableKeyRotation")) }',
      }),
      from: 1,
    },
    {
      name: 'trail-touched',
      means: 'The trail was stopped, changed or deleted.',
      metric: countMatching(scope, settings, {
        name: 'trail-touched',
        logGroup: trailLog,
        pattern:
          '{ ($.eventName = "StopLogging") || ($.eventName = "DeleteTrail") || ($.eventName = "UpdateTrail") || ($.eventName = "PutEventSelectors") }',
      }),
      from: 1,
    },
  ]
}

function sumOf(functions: readonly IFunction[], metricOf: (each: IFunction) => Metric): IMetric {
  const named = (metrics: readonly IMetric[]) =>
    Object.fromEntries(metrics.map((metric, place) => [`m${place}`, metric]))
  return new MathExpression({
    expression: 'SUM(METRICS())',
    usingMetrics: named(functions.map(metricOf)),
    period: fiveMinutes,
  })
}

/** From what a person on call asks first to what they ask last. */
function rows({ settings, functions, logGroups }: WatchProps, alarms: Alarms): IWidget[][] {
  const graph = (title: string, left: IMetric[], width = 8) => new GraphWidget({ title, left, width, height: 6 })
  const calls = (...steps: StepName[]) =>
    steps.flatMap((step) => functions.get(step)?.metricInvocations({ period: fiveMinutes, label: step }) ?? [])
  const slow = (...steps: StepName[]) =>
    steps.flatMap(
      (step) => functions.get(step)?.metricDuration({ period: fiveMinutes, statistic: 'p99', label: step }) ?? [],
    )
  const count = countOf.bind(undefined, settings)
  return [
    [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms.all], width: 24, height: 4 })],
    [
      graph('Requests', [ofApi(settings, 'Count', Stats.SUM)]),
      graph('Answers', [ofApi(settings, '4XXError', Stats.SUM), ofApi(settings, '5XXError', Stats.SUM)]),
      graph('Milliseconds', [
        ofApi(settings, 'Latency', 'p50'),
        ofApi(settings, 'Latency', 'p90'),
        ofApi(settings, 'Latency', Stats.percentile(99)),
      ]),
    ],
    [
      graph('Forms on their way', calls('send-form', 'open-form', 'submit-form', 'retrieve-submission')),
      graph('Slowest of a hundred', slow('send-form', 'open-form', 'submit-form', 'retrieve-submission')),
      graph('Keys', [
        count({ what: 'events', word: 'key-misused' }),
        count({ what: 'events', word: 'key-replayed' }),
        count({ what: 'events', word: 'integrity-failed' }),
      ]),
    ],
    [
      graph('Refusals', [
        count({ what: 'refusals', word: 'not-signed-in' }),
        count({ what: 'refusals', word: 'not-permitted' }),
        count({ what: 'refusals', word: 'not-available' }),
        count({ what: 'refusals', word: 'too-many-requests' }),
      ]),
      graph('Faults', [
        count({ what: 'faults', word: 'storage-failed' }),
        count({ what: 'faults', word: 'storage-conflict' }),
        count({ what: 'faults', word: 'key-service-failed' }),
        count({ what: 'faults', word: 'holding-failed' }),
        count({ what: 'faults', word: 'audit-failed' }),
        count({ what: 'faults', word: 'unexpected' }),
      ]),
      graph('Holding', [
        ofHolding(settings, 'BytesUsedForCache'),
        ofHolding(settings, 'Evictions'),
        ofHolding(settings, 'ThrottledCmds'),
      ]),
    ],
    [
      new LogQueryWidget({
        title: 'The last faults',
        logGroupNames: Object.values(logGroups).map(({ logGroupName }) => logGroupName),
        queryLines: ['fields at, step, fault, cause, requestId', 'filter ispresent(fault)', 'sort at desc', 'limit 20'],
        width: 24,
        height: 6,
      }),
    ],
  ]
}

const ofHolding = (settings: StageSettings, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensionsMap: { clusterId: `${prefixOf(settings)}-holding` },
    statistic: Stats.MAXIMUM,
    period: fiveMinutes,
  })
