/**
 * Cognito calls this trigger after a completely successful sign-in, including the second factor, and before it issues
 * tokens. The trigger resets the count of failed starts and records the sign-in.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { SignInAttempts } from '../core/people/sign-ins.ts'
import { serviceActor, subjectOf } from './actor.ts'
import type { PoolTriggerRequest } from './pool-event.ts'

export interface PostAuthenticationPorts {
  readonly attempts: Pick<SignInAttempts, 'recordSuccess'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly clock: Clock
}

/**
 * Refuses a person who was disabled during the sign-in, even if password and code are right. Throws if it cannot record
 * the sign-in.
 */
export const postAuthentication =
  ({ attempts, audit, clock }: PostAuthenticationPorts) =>
  async ({ person }: PoolTriggerRequest): Promise<'admitted' | 'refused'> => {
    if (person === undefined) return 'refused'
    if (await attempts.recordSuccess(person, clock.now())) return 'admitted'
    const { siteId } = person
    await audit.record({ event: 'sign-in-failed', ...serviceActor, outcome: 'refused', siteId, ...subjectOf(person) })
    return 'refused'
  }
