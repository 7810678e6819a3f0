/**
 * Cognito calls this trigger at the start of each sign-in, before it checks the password. The trigger counts the start.
 * Only a completely successful sign-in, including the second factor, resets the count (`post-authentication.ts`).
 * Cognito itself limits the wrong codes within one sign-in, because it calls no trigger between a right password and a
 * right code.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html
 */
import { SiteSettings } from '../../contracts/site-settings.ts'
import type { AuditLog, AuditOutcome } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { isInactive } from '../core/people/inactivity.ts'
import type { PersonRef } from '../core/people/people.ts'
import type { SignInAttempts, SignIns } from '../core/people/sign-ins.ts'
import type { Randomness } from '../core/randomness.ts'
import type { Records } from '../core/records/records.ts'
import { serviceActor, subjectOf } from './actor.ts'
import { disableInactive, lockOut } from './disable-person.ts'
import type { PoolTriggerRequest } from './pool-event.ts'

export interface PreAuthenticationPorts {
  readonly records: Pick<Records, 'read'>
  readonly attempts: Pick<SignInAttempts, 'recordStart' | 'lockOut'>
  readonly signIns: Pick<SignIns, 'disableInactive'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly log: Log
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * Refuses a person who is disabled, has been inactive for 90 days, or has exceeded the site's limit of starts without
 * success. In the last two cases the person is also disabled until an administrator enables them. Admits an unknown
 * name without counting it, because Cognito then only simulates a sign-in. If the previous sign-in was not completed,
 * records it as failed. Throws if it cannot count or record.
 */
export const preAuthentication =
  (ports: PreAuthenticationPorts) =>
  async ({ person, userNotFound }: PoolTriggerRequest): Promise<'admitted' | 'refused'> => {
    if (userNotFound) return 'admitted'
    if (person === undefined) return 'refused'
    const now = ports.clock.now()
    const attemptId = Buffer.from(ports.randomness.bytes(16)).toString('base64url')
    const [{ site, person: known }, attempt] = await Promise.all([
      ports.records.read({ site: person.siteId, person }),
      ports.attempts.recordStart(person, { attemptId, now }),
    ])
    const started = attempt.failedSignIns
    // A site without stored settings has the strictest limit.
    const limit = site?.failedSignIns ?? strictestSignInLimit

    // Starting a sign-in does not change `lastSignInAt`, so the order of these two concurrent requests does not matter.
    const unused = isInactive({ ...known, ...attempt }, now)
    if (attempt.enabled && !unused && started <= limit) {
      if (started > 1) await recordFailure(ports, person, 'failed')
      return 'admitted'
    }
    const disabled = unused ? disableInactive(ports, person, now) : lockOut(ports, person, { limit, now })
    if (await disabled) logEvent(ports, 'operator-disabled', person)
    await recordFailure(ports, person, 'refused')
    return 'refused'
  }

const strictestSignInLimit = SiteSettings.shape.failedSignIns.parse(undefined)

async function recordFailure(ports: PreAuthenticationPorts, person: PersonRef, outcome: AuditOutcome): Promise<void> {
  const { siteId } = person
  await ports.audit.record({ event: 'sign-in-failed', ...serviceActor, outcome, siteId, ...subjectOf(person) })
  logEvent(ports, 'sign-in-failed', person)
}

/** Logs an event for the metrics and the alarm. */
const logEvent = (
  { log }: PreAuthenticationPorts,
  event: 'sign-in-failed' | 'operator-disabled',
  { siteId }: PersonRef,
): void => log.write({ line: 'event', event, siteId })
