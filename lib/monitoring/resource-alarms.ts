/** Alarms on the AWS services that the functions use: tables, the user pool and the holding. */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { StageSettings } from '../stage-settings.ts'
import type { AlarmDefinition } from './alarm.ts'
import { countMatchingLinesOf, fiveMinutes, holdingMetric, sumOfMetrics } from './metrics.ts'

export interface ResourceAlarmsProps {
  readonly settings: StageSettings
  /** The log groups of all functions that use tables. */
  readonly tableUsersLogs: readonly ILogGroup[]
  /** The stage's own user pool; undefined if people sign in with another issuer. */
  readonly userPool: { readonly id: string; readonly agentsClientId: string } | undefined
}

export const resourceAlarms = (
  scope: Construct,
  { settings, tableUsersLogs, userPool }: ResourceAlarmsProps,
): readonly AlarmDefinition[] => [
  tableThrottled(scope, settings, tableUsersLogs),
  ...signInThrottles(userPool),
  ...holdingAlarms(settings),
]

/**
 * Returns the alarm on throttled requests to any table. It counts the functions' log lines, which name the table: an
 * alarm on DynamoDB's own metrics would need two metrics for each table.
 */
const tableThrottled = (
  scope: Construct,
  settings: StageSettings,
  logGroups: ResourceAlarmsProps['tableUsersLogs'],
): AlarmDefinition => ({
  name: 'table-throttled',
  meaning:
    'DynamoDB throttles a table. Handlers try again, and then answer 503. The log lines of kind throttle name the table.',
  metric: countMatchingLinesOf(logGroups, scope, settings, {
    name: 'table-throttled',
    pattern: '{ $.line = "throttle" }',
  }),
  threshold: 10,
})

/**
 * Returns the alarm on throttled sign-ins, which Cognito counts per client:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 */
const signInThrottles = (pool: ResourceAlarmsProps['userPool']): readonly AlarmDefinition[] =>
  pool === undefined
    ? []
    : [
        {
          name: 'sign-in-throttled',
          meaning: 'Cognito throttles sign-ins or renewals of sign-ins. Agents cannot sign in, or are signed out.',
          metric: sumOfMetrics(
            ['SignInThrottles', 'TokenRefreshThrottles'].map(
              (metricName) =>
                new Metric({
                  namespace: 'AWS/Cognito',
                  metricName,
                  dimensionsMap: { UserPool: pool.id, UserPoolClient: pool.agentsClientId },
                  statistic: Stats.SUM,
                  period: fiveMinutes,
                }),
            ),
          ),
          threshold: 1,
        },
      ]

/** Returns the alarms on the holding. Only ElastiCache reports these metrics, not an external server. */
const holdingAlarms = (settings: StageSettings): readonly AlarmDefinition[] =>
  settings.holding.kind === 'elasticache'
    ? [
        {
          name: 'holding-evicts',
          meaning:
            'The holding is full and evicts off-the-record answers before they are read; agents must ask for them again. Its limits should not let that happen.',
          metric: holdingMetric(settings, 'Evictions', Stats.SUM),
          threshold: 1,
        },
        {
          name: 'holding-throttled',
          meaning:
            'ElastiCache throttles the holding, at its limit of 5,000 units a second. Submissions with off-the-record answers fail.',
          metric: holdingMetric(settings, 'ThrottledCmds', Stats.SUM),
          threshold: 1,
        },
        {
          name: 'holding-denied',
          meaning:
            'The holding refuses a sign-in, a command or a key. No function is refused unless its code, its user or its grants were changed.',
          metric: sumOfMetrics(refusalsOfHolding.map((name) => holdingMetric(settings, name, Stats.SUM))),
          threshold: 1,
        },
      ]
    : []

/**
 * The metrics of refused commands:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
const refusalsOfHolding = [
  'AuthenticationFailures',
  'CommandAuthorizationFailures',
  'KeyAuthorizationFailures',
  'IamAuthenticationThrottling',
]
