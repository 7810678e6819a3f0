/** The alarms, each with an explanation for the person on call. */
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { StageSettings } from '../stage-settings.ts'
import { type AlarmDefinition, alarm, alarmTopic } from './alarm.ts'
import { countOf, type LogMetric } from './metrics.ts'

export interface AlarmsProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  readonly additional: readonly AlarmDefinition[]
}

type LogAlarm = LogMetric & { readonly threshold: number; readonly meaning: string }

/** The alarms on the handlers' log lines. */
const logAlarms: readonly LogAlarm[] = [
  {
    ...{ metric: 'events', code: 'integrity-failed', threshold: 1 },
    meaning: 'A stored submission, its key or its context was altered. Nothing was released.',
  },
  {
    ...{ metric: 'events', code: 'key-misused', threshold: 5 },
    meaning: 'Valid keys are tried for another action, form, site or person than they were issued for.',
  },
  { ...{ metric: 'events', code: 'key-replayed', threshold: 10 }, meaning: 'Spent keys are tried again.' },
  {
    ...{ metric: 'events', code: 'sign-in-failed', threshold: 20 },
    meaning: 'A caller guesses passwords, or tries to lock people out.',
  },
  {
    ...{ metric: 'events', code: 'operator-disabled', threshold: 1 },
    meaning: 'A person was disabled at sign-in: too many failed sign-ins, or 90 days of inactivity.',
  },
  {
    ...{ metric: 'events', code: 'history-granted', threshold: 1 },
    meaning:
      'A profile or a person was given secure-form:view-history, and with it access to stored answers in the history. The audit log names the administrator.',
  },
  {
    ...{ metric: 'events', code: 'push-dropped', threshold: 20 },
    meaning:
      'Messages to agents’ tabs were given up: sockets, DynamoDB or the socket API are slow. The tabs list their forms by themselves.',
  },
  {
    ...{ metric: 'faults', code: 'audit-failed', threshold: 1 },
    meaning: 'The audit log could not be written. The actions that it should have recorded were refused.',
  },
  {
    ...{ metric: 'faults', code: 'key-service-failed', threshold: 3 },
    meaning: 'The key service fails or refuses the vault key.',
  },
  {
    ...{ metric: 'faults', code: 'holding-failed', threshold: 3 },
    meaning: 'The holding is down, rejects writes or cannot be reached.',
  },
  {
    ...{ metric: 'faults', code: 'storage-failed', threshold: 5 },
    meaning: 'DynamoDB fails, throttles or does not answer.',
  },
  {
    ...{ metric: 'faults', code: 'stored-item-malformed', threshold: 1 },
    meaning: 'A table contains an item that no handler wrote.',
  },
  {
    ...{ metric: 'faults', code: 'settings-malformed', threshold: 1 },
    meaning: 'The environment of a function is malformed.',
  },
  {
    ...{ metric: 'faults', code: 'unexpected', threshold: 1 },
    meaning: 'A handler failed with an unexpected error.',
  },
  { ...{ metric: 'refusals', code: 'not-available', threshold: 500 }, meaning: 'A caller guesses ids or keys.' },
  {
    ...{ metric: 'refusals', code: 'not-permitted', threshold: 50 },
    meaning: 'A signed-in person repeatedly tries what they may not do.',
  },
  {
    ...{ metric: 'refusals', code: 'too-many-requests', threshold: 100 },
    meaning: 'A site or an address sends too many requests.',
  },
]

export class Alarms extends Construct {
  readonly topic: Topic
  readonly all: readonly Alarm[]

  constructor(scope: Construct, id: string, { settings, logsKey, additional }: AlarmsProps) {
    super(scope, id)
    this.topic = alarmTopic(this, { settings, region: settings.region, logsKey })
    const lines = logAlarms.map(({ threshold, meaning, ...line }) => ({
      name: line.code,
      meaning,
      threshold,
      metric: countOf(settings, line),
    }))
    this.all = [...lines, ...additional].map((each) => alarm(this, { settings, topic: this.topic }, each))
  }
}
