/** Creates metrics from the handlers' log lines and from AWS services, for the alarms. */
import { Duration } from 'aws-cdk-lib'
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { RefusalCode } from '../../contracts/problem.ts'
import type { FaultCode } from '../../lambdas/core/fault.ts'
import type { LoggedEventName } from '../../lambdas/core/log.ts'
import { apiStage } from '../edge/api-stage.ts'
import { holdingNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

/** The kinds of log lines that `lambdas/core/log.ts` writes, each counted by its code. */
const logMetrics = {
  events: { pattern: '{ $.line = "event" }', by: 'event' },
  faults: { pattern: '{ (($.line = "request") || ($.line = "task")) && ($.fault = *) }', by: 'fault' },
  refusals: { pattern: '{ ($.line = "request") && ($.code = *) }', by: 'code' },
} as const

export type LogMetric =
  | { readonly metric: 'events'; readonly code: LoggedEventName }
  | { readonly metric: 'faults'; readonly code: FaultCode | 'unexpected' }
  | { readonly metric: 'refusals'; readonly code: RefusalCode }

export const fiveMinutes = Duration.minutes(5)

const namespaceOf = ({ stage }: Pick<StageSettings, 'stage'>): string => `Sealform/${stage}`

/** Counts the lines of several log groups. */
export function countLines(
  scope: Construct,
  settings: StageSettings,
  logGroups: Readonly<Record<string, ILogGroup>>,
): void {
  for (const [name, logGroup] of Object.entries(logGroups)) {
    for (const [what, { pattern, by }] of Object.entries(logMetrics)) {
      new MetricFilter(scope, `${what} of ${name}`, {
        logGroup,
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace: namespaceOf(settings),
        metricName: what,
        metricValue: '1',
        dimensions: { [by]: `$.${by}` },
      })
    }
  }
}

/** Returns the metric that counts such lines in five minutes. */
export const countOf = (settings: StageSettings, { metric, code }: LogMetric): Metric =>
  new Metric({
    namespace: namespaceOf(settings),
    metricName: metric,
    dimensionsMap: { [logMetrics[metric].by]: code },
    statistic: Stats.SUM,
    period: fiveMinutes,
    label: code,
  })

export interface LinePattern {
  readonly name: string
  readonly logGroup: ILogGroup
  readonly pattern: string
  /** The field whose numbers are summed, such as `$.overdue`. */
  readonly value?: string
}

/** Counts the lines of one log group that match a pattern, or sums a number in them. */
export const countMatchingLines = (
  scope: Construct,
  settings: StageSettings,
  { logGroup, ...line }: LinePattern,
): Metric => countMatchingLinesOf([logGroup], scope, settings, line)

/** Counts the lines of several log groups as one metric. */
export function countMatchingLinesOf(
  logGroups: readonly ILogGroup[],
  scope: Construct,
  settings: StageSettings,
  { name, pattern, value = '1' }: Omit<LinePattern, 'logGroup'>,
): Metric {
  for (const [place, logGroup] of logGroups.entries()) {
    new MetricFilter(scope, place === 0 ? name : `${name} ${place + 1}`, {
      logGroup,
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: namespaceOf(settings),
      metricName: name,
      metricValue: value,
    })
  }
  return new Metric({
    namespace: namespaceOf(settings),
    metricName: name,
    statistic: Stats.SUM,
    period: fiveMinutes,
    label: name,
  })
}

/** Returns one of the API's metrics. */
export const apiMetric = ({ stage }: StageSettings, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiName: `sealform-${stage}`, Stage: apiStage },
    statistic,
    period: fiveMinutes,
  })

/** Returns a metric that ElastiCache reports for the holding. */
export const holdingMetric = (settings: StageSettings, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensionsMap: { clusterId: holdingNameOf(settings) },
    statistic,
    period: fiveMinutes,
  })

/**
 * Returns the sum of at most ten metrics, the limit for an alarm:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html
 */
export const sumOfMetrics = (metrics: readonly IMetric[]): IMetric =>
  new MathExpression({
    expression: 'SUM(METRICS())',
    usingMetrics: Object.fromEntries(metrics.map((metric, place) => [`m${place}`, metric])),
    period: fiveMinutes,
  })
