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
import { countOf, type LogMetric } from './metrics.ts'

export interface AlarmDefinition {
  readonly name: string
  readonly meaning: string
  readonly metric: IMetric
  /** In five minutes, or what the metric's own unit is. */
  readonly threshold: number
}

export interface AlarmsProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  readonly additional: readonly AlarmDefinition[]
}

type LogAlarm = LogMetric & { readonly threshold: number; readonly meaning: string }

/** By the handlers' own lines. */
const logAlarms: readonly LogAlarm[] = [
  {
    ...{ metric: 'events', code: 'integrity-failed', threshold: 1 },
    meaning: 'A stored submission, its key or its context was altered. Nothing was released.',
  },
  {
    ...{ metric: 'events', code: 'key-misused', threshold: 5 },
    meaning: 'Valid keys are tried for what they are not for: another action, form, site or person.',
  },
  { ...{ metric: 'events', code: 'key-replayed', threshold: 10 }, meaning: 'Spent keys are tried again.' },
  {
    ...{ metric: 'events', code: 'sign-in-failed', threshold: 20 },
    meaning: 'Somebody guesses passwords, or sets out to lock people out. docs/sign-in.md tells what to do.',
  },
  {
    ...{ metric: 'events', code: 'operator-disabled', threshold: 1 },
    meaning:
      'Somebody was disabled at signing in: too many failed sign-ins, or unused for 90 days. docs/sign-in.md tells what to do.',
  },
  {
    ...{ metric: 'events', code: 'push-dropped', threshold: 20 },
    meaning:
      'Messages to agents’ tabs were given up: sockets, DynamoDB or the socket API are slow. The tabs list their forms by themselves.',
  },
  {
    ...{ metric: 'events', code: 'history-granted', threshold: 1 },
    meaning:
      'Somebody may now see stored answers in the history: a profile or a person was given secure-form:view-history. The audit log says by whom.',
  },
  {
    ...{ metric: 'faults', code: 'audit-failed', threshold: 1 },
    meaning: 'The audit log could not be written. What it should have recorded was refused.',
  },
  {
    ...{ metric: 'faults', code: 'key-service-failed', threshold: 3 },
    meaning: 'The key service fails or refuses the vault key.',
  },
  {
    ...{ metric: 'faults', code: 'holding-failed', threshold: 3 },
    meaning: 'The holding is down, turns writes away or is not reached.',
  },
  {
    ...{ metric: 'faults', code: 'storage-failed', threshold: 5 },
    meaning: 'DynamoDB fails, throttles or does not answer.',
  },
  {
    ...{ metric: 'faults', code: 'stored-item-malformed', threshold: 1 },
    meaning: 'A table holds what no handler wrote.',
  },
  {
    ...{ metric: 'faults', code: 'settings-malformed', threshold: 1 },
    meaning: 'A function does not understand its environment.',
  },
  {
    ...{ metric: 'faults', code: 'unexpected', threshold: 1 },
    meaning: 'A handler failed in a way that nobody foresaw.',
  },
  { ...{ metric: 'refusals', code: 'not-available', threshold: 500 }, meaning: 'Somebody guesses at ids or keys.' },
  {
    ...{ metric: 'refusals', code: 'not-permitted', threshold: 50 },
    meaning: 'Somebody signed in tries what they may not do.',
  },
  { ...{ metric: 'refusals', code: 'too-many-requests', threshold: 100 }, meaning: 'A site or an address floods.' },
]

export class Alarms extends Construct {
  readonly topic: Topic
  readonly all: readonly Alarm[]

  constructor(scope: Construct, id: string, { settings, logsKey, additional }: AlarmsProps) {
    super(scope, id)
    this.topic = alarmTopic(this, settings, logsKey)
    for (const address of settings.alarmsTo) this.topic.addSubscription(new EmailSubscription(address))
    const lines = logAlarms.map(({ threshold, meaning, ...line }) => ({
      name: line.code,
      meaning,
      threshold,
      metric: countOf(settings, line),
    }))
    this.all = [...lines, ...additional].map((each) => this.alarm(settings, each))
  }

  private alarm(settings: StageSettings, { name, meaning, metric, threshold }: AlarmDefinition): Alarm {
    const made = new Alarm(this, name, {
      alarmName: `${prefixOf(settings)}-${name}`,
      alarmDescription: meaning,
      metric,
      threshold,
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
