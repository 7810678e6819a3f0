/** The alarm on requests that the edge refuses with 429. Its metrics are in us-east-1, where CloudFront's firewall is. */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { rateRuleNames } from '../edge/rate-rules.ts'
import { edgeFirewallNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import type { AlarmDefinition } from './alarm.ts'
import { fiveMinutes, sumOfMetrics } from './metrics.ts'

/**
 * Returns the alarm. A metric of CloudFront's firewall has no dimension for the Region.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
export const edgeAlarm = (settings: StageSettings): AlarmDefinition => ({
  name: 'edge-limited',
  meaning:
    'The edge refuses requests with 429, because an address sends more than its limit: a flood, or many people or calls behind one address.',
  metric: sumOfMetrics(
    rateRuleNames(settings).map(
      (rule) =>
        new Metric({
          namespace: 'AWS/WAFV2',
          metricName: 'BlockedRequests',
          dimensionsMap: { WebACL: edgeFirewallNameOf(settings), Rule: rule },
          statistic: Stats.SUM,
          period: fiveMinutes,
        }),
    ),
  ),
  threshold: 100,
})
