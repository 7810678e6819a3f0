/** An alarm with an explanation for the person on call, and the topic that notifies them. */
import { Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { alarmTopicNameOf, nameIn, prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface AlarmDefinition {
  readonly name: string
  /** The article in docs/runbook.md, if its name differs from the alarm's name. */
  readonly article?: string
  readonly meaning: string
  readonly metric: IMetric
  /** The threshold per five minutes, or in the metric's own unit. */
  readonly threshold: number
}

export interface AlarmProps {
  readonly settings: StageSettings
  readonly topic: ITopic
}

export function alarm(
  scope: Construct,
  { settings, topic }: AlarmProps,
  { name, article = name, meaning, metric, threshold }: AlarmDefinition,
): Alarm {
  const made = new Alarm(scope, name, {
    alarmName: nameIn(settings, Stack.of(scope).region, name),
    alarmDescription: `${meaning} What to do: docs/runbook.md#${article}`,
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    // Missing data means that no such event occurred.
    treatMissingData: TreatMissingData.NOT_BREACHING,
  })
  made.addAlarmAction(new SnsAction(topic))
  made.addOkAction(new SnsAction(topic))
  return made
}

export interface AlarmTopicProps {
  readonly settings: StageSettings
  /** The Region of the alarms. */
  readonly region: string
  readonly logsKey: IKey
}

/**
 * Creates the topic of the alarms. By default, the whole account may publish to a topic. This topic's own policy
 * replaces the default policy, and names the publishers.
 */
export function alarmTopic(scope: Construct, { settings, region, logsKey }: AlarmTopicProps): Topic {
  const { account } = settings
  const topic = new Topic(scope, 'Topic', {
    topicName: alarmTopicNameOf(settings, region),
    masterKey: logsKey,
    enforceSSL: true,
  })
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisStage',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:${prefixOf(settings)}-*` },
      },
    }),
  )
  for (const address of settings.alarmsTo) topic.addSubscription(new EmailSubscription(address))
  return topic
}
