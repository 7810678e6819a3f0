/**
 * Alarms on the requests that the trail records. A trail records the requests of the whole account. If the records
 * identify the stage, an alarm counts only the requests that concern this stage.
 */
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { prefixOf, trailNamesOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import type { AlarmDefinition } from './alarm.ts'
import { all, either, equals, oneOf, pattern } from './log-pattern.ts'
import { countMatchingLines } from './metrics.ts'
import type { ResourceAlarmsProps } from './resource-alarms.ts'

export interface TrailAlarmsProps {
  readonly settings: StageSettings
  /**
   * The trail's log group; undefined if the account's own trail has no log group in this stage's account and Region.
   */
  readonly trailLog: ILogGroup | undefined
  /** All keys of the stage in its Region. */
  readonly keys: readonly IKey[]
  readonly userPool: ResourceAlarmsProps['userPool']
}

export function trailAlarms(scope: Construct, props: TrailAlarmsProps): readonly AlarmDefinition[] {
  const { settings, trailLog: logGroup } = props
  if (logGroup === undefined) return []
  const counted = [keyDenied(props), keyTouched(props), trailTouched(props), ...credentialsChanged(props)]
  return counted.map(({ name, meaning, condition }) => ({
    name,
    meaning,
    metric: countMatchingLines(scope, settings, { name, logGroup, pattern: pattern(condition) }),
    threshold: 1,
  }))
}

/** An alarm on the records that match a condition. A condition has at most 1,024 characters. */
interface TrailAlarm extends Pick<AlarmDefinition, 'name' | 'meaning'> {
  readonly condition: string
}

const service = (name: string): string => equals('eventSource', `${name}.amazonaws.com`)

/**
 * Counts refused requests that a role of the stage sent, or that concern one of the stage's keys. If a refused request
 * has no `resources`, only its message names the key:
 * https://docs.aws.amazon.com/kms/latest/developerguide/ct-decrypt.html
 */
const keyDenied = ({ settings, keys }: TrailAlarmsProps): TrailAlarm => ({
  name: 'key-denied',
  meaning:
    'A use of a key of this stage was denied, or a function of this stage was denied a key. No function is denied unless its code or its grants were changed.',
  condition: all(
    service('kms'),
    equals('errorCode', '*AccessDenied*'),
    either(
      equals('userIdentity.sessionContext.sessionIssuer.userName', `${prefixOf(settings)}-*`),
      ...keys.flatMap(({ keyId }) => [
        equals('resources[0].ARN', `*:key/${keyId}`),
        equals('errorMessage', `*:key/${keyId}*`),
      ]),
    ),
  ),
})

/** Counts changes to keys. These requests refer to a key by its id or its ARN, never by an alias. */
const keyTouched = ({ keys }: TrailAlarmsProps): TrailAlarm => ({
  name: 'key-touched',
  meaning: 'A key of this stage was disabled, scheduled for deletion or given another policy.',
  condition: all(
    service('kms'),
    oneOf('eventName', ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation']),
    oneOf(
      'requestParameters.keyId',
      keys.map(({ keyId }) => `*${keyId}`),
    ),
  ),
})

/**
 * Counts changes to the trail. If the account has its own trail, its name is not known, so the alarm counts the changes
 * to all trails of the account.
 */
const trailTouched = ({ settings }: TrailAlarmsProps): TrailAlarm => {
  const changes = all(
    service('cloudtrail'),
    oneOf('eventName', ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors']),
  )
  if (settings.trail.kind === 'existing') {
    const meaning = 'A trail of this account was stopped, changed or deleted. Counts every trail of the account.'
    return { name: 'trail-touched', meaning, condition: changes }
  }
  const names = trailNamesOf(settings).flatMap((name) => [name, `*:trail/${name}`])
  return {
    name: 'trail-touched',
    meaning: 'A trail of this stage was stopped, changed or deleted.',
    condition: all(
      changes,
      either(oneOf('requestParameters.name', names), oneOf('requestParameters.trailName', names)),
    ),
  }
}

/**
 * Counts changes to credentials. `ChangePassword` refers to a token instead of a pool, so this alarm counts it for
 * every pool of the account.
 */
const credentialsChanged = ({ userPool }: TrailAlarmsProps): readonly TrailAlarm[] =>
  userPool === undefined
    ? []
    : [
        {
          name: 'credentials-changed',
          meaning:
            'A password was set or reset, or a second factor removed, outside the sign-in page of the user pool, for which Cognito calls no trigger. Disable and enable the person in Sealform, or earlier sign-ins continue. Counts ChangePassword for every pool of the account.',
          condition: all(
            service('cognito-idp'),
            either(
              equals('eventName', 'ChangePassword'),
              all(
                equals('requestParameters.userPoolId', userPool.id),
                oneOf('eventName', [
                  'AdminSetUserPassword',
                  'AdminResetUserPassword',
                  'AdminDeleteSoftwareToken',
                  'AdminSetUserMFAPreference',
                ]),
              ),
            ),
          ),
        },
      ]
