/** The content of the only dashboard. */
import {
  AlarmStatusWidget,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { StepName } from '../../contracts/protocol.ts'
import type { StageSettings } from '../stage-settings.ts'
import type { Alarms } from './alarms.ts'
import { apiMetric, countOf, fiveMinutes, holdingMetric } from './metrics.ts'

export interface DashboardProps {
  readonly settings: StageSettings
  /** The handlers' log groups, by zone. */
  readonly logGroups: Readonly<Record<'control-zone' | 'pci-zone' | 'identity' | 'push', ILogGroup>>
  readonly functions: ReadonlyMap<StepName, IFunction>
  /** The scheduled tasks: they disable inactive people, delete expired data, and check the result. */
  readonly tasks: readonly IFunction[]
}

/** Returns the dashboard's rows, in the order in which a person on call needs them. */
export function dashboardRows({ settings, functions, logGroups, tasks }: DashboardProps, alarms: Alarms): IWidget[][] {
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
      graph('Requests', [apiMetric(settings, 'Count', Stats.SUM)]),
      graph('Answers', [apiMetric(settings, '4XXError', Stats.SUM), apiMetric(settings, '5XXError', Stats.SUM)]),
      graph('Milliseconds', [
        apiMetric(settings, 'Latency', 'p50'),
        apiMetric(settings, 'Latency', 'p90'),
        apiMetric(settings, 'Latency', Stats.percentile(99)),
      ]),
    ],
    [
      graph('Forms on their way', calls('send-form', 'open-form', 'submit-form', 'retrieve-submission')),
      graph('Duration, p99', slow('send-form', 'open-form', 'submit-form', 'retrieve-submission')),
      graph('Keys', [
        count({ metric: 'events', code: 'key-misused' }),
        count({ metric: 'events', code: 'key-replayed' }),
        count({ metric: 'events', code: 'integrity-failed' }),
      ]),
    ],
    [
      graph('Refusals', [
        count({ metric: 'refusals', code: 'not-signed-in' }),
        count({ metric: 'refusals', code: 'not-permitted' }),
        count({ metric: 'refusals', code: 'not-available' }),
        count({ metric: 'refusals', code: 'too-many-requests' }),
      ]),
      graph('Faults', [
        count({ metric: 'faults', code: 'storage-failed' }),
        count({ metric: 'faults', code: 'storage-conflict' }),
        count({ metric: 'faults', code: 'key-service-failed' }),
        count({ metric: 'faults', code: 'holding-failed' }),
        count({ metric: 'faults', code: 'audit-failed' }),
        count({ metric: 'faults', code: 'unexpected' }),
      ]),
      graph('Holding', [
        holdingMetric(settings, 'BytesUsedForCache', Stats.MAXIMUM),
        holdingMetric(settings, 'Evictions', Stats.SUM),
        holdingMetric(settings, 'ThrottledCmds', Stats.SUM),
      ]),
    ],
    [
      graph(
        'Signing in',
        [count({ metric: 'events', code: 'sign-in-failed' }), count({ metric: 'events', code: 'operator-disabled' })],
        12,
      ),
      graph(
        'Scheduled tasks',
        tasks.flatMap((each) => [
          each.metricInvocations({ period: fiveMinutes }),
          each.metricErrors({ period: fiveMinutes }),
        ]),
        12,
      ),
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
