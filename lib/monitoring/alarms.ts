/** What somebody is woken by, and why: each alarm says what it means to whoever reads it at night. */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { alarmTopicNameOf, prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { type Counted, countOf } from './metrics.ts'

export interface AlarmOf {
  readonly name: string
  readonly means: string
  readonly metric: IMetric
  /** In five minutes, or what the metric's own unit is. */
  readonly from: number
}

export interface AlarmsProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  readonly others: readonly AlarmOf[]
}

type ByLine = Counted & { readonly from: number; readonly means: string }

/** By the handlers' own lines. */
const byLine: readonly ByLine[] = [
  {
    ...{ what: 'events', word: 'integrity-failed', from: 1 },
    means: 'A stored submission, its key or its context was altered. Nothing was released.',
  },
  {
    ...{ what: 'events', word: 'key-misused', from: 5 },
    means: 'Valid keys are tried for what they are not for: another action, form, site or person.',
  },
  { ...{ what: 'events', word: 'key-replayed', from: 10 }, means: 'Spent keys are tried again.' },
  {
    ...{ what: 'events', word: 'sign-in-failed', from: 20 },
    means: 'Somebody guesses passwords, or sets out to lock people out. docs/sign-in.md tells what to do.',
  },
  {
    ...{ what: 'events', word: 'operator-disabled', from: 1 },
    means:
      'Somebody was disabled at signing in: too many failed sign-ins, or unused for 90 days. docs/sign-in.md tells what to do.',
  },
  {
    ...{ what: 'faults', word: 'audit-failed', from: 1 },
    means: 'The audit log could not be written. What it should have recorded was refused.',
  },
  {
    ...{ what: 'faults', word: 'key-service-failed', from: 3 },
    means: 'The key service fails or refuses the vault key.',
  },
  {
    ...{ what: 'faults', word: 'holding-failed', from: 3 },
    means: 'The holding is down, turns writes away or is not reached.',
  },
  { ...{ what: 'faults', word: 'storage-failed', from: 5 }, means: 'DynamoDB fails, throttles or does not answer.' },
  { ...{ what: 'faults', word: 'stored-item-malformed', from: 1 }, means: 'A table holds what no handler wrote.' },
  {
    ...{ what: 'faults', word: 'settings-malformed', from: 1 },
    means: 'A function does not understand its environment.',
  },
  { ...{ what: 'faults', word: 'unexpected', from: 1 }, means: 'A handler failed in a way that nobody foresaw.' },
  { ...{ what: 'refusals', word: 'not-available', from: 500 }, means: 'Somebody guesses at ids or keys.' },
  { ...{ what: 'refusals', word: 'not-permitted', from: 50 }, means: 'Somebody signed in tries what they may not do.' },
  { ...{ what: 'refusals', word: 'too-many-requests', from: 100 }, means: 'A site or an address floods.' },
]

export class Alarms extends Construct {
  readonly topic: Topic
  readonly all: readonly Alarm[]

  constructor(scope: Construct, id: string, { settings, logsKey, others }: AlarmsProps) {
    super(scope, id)
    this.topic = alarmTopic(this, settings, logsKey)
    for (const address of settings.alarmsTo) this.topic.addSubscription(new EmailSubscription(address))
    const lines = byLine.map(({ from, means, ...line }) => ({
      name: line.word,
      means,
      from,
      metric: countOf(settings, line),
    }))
    this.all = [...lines, ...others].map((each) => this.alarm(settings, each))
  }

  private alarm(settings: StageSettings, { name, means, metric, from }: AlarmOf): Alarm {
    const made = new Alarm(this, name, {
      alarmName: `${prefixOf(settings)}-${name}`,
      alarmDescription: means,
      metric,
      threshold: from,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Where nothing is counted, nothing has happened.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    made.addAlarmAction(new SnsAction(this.topic))
    made.addOkAction(new SnsAction(this.topic))
    return made
  }
}

/** With a policy of its own, a topic has no more the one that let all of its account publish: who may is said here. */
function alarmTopic(scope: Construct, settings: StageSettings, logsKey: IKey): Topic {
  const { account, region } = settings
  const topic = new Topic(scope, 'Topic', {
    topicName: alarmTopicNameOf(settings),
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
  return topic
}
