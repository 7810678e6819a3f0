/**
 * Cognito's trigger when a sign-in has fully succeeded, second factor included, and before there are tokens of it: forgets the
 * starts that failed and remembers the day.
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

/** Refuses who was disabled while they signed in: their right password and code come too late. Throws when it cannot know. */
export const postAuthentication =
  ({ attempts, audit, clock }: PostAuthenticationPorts) =>
  async ({ person }: PoolTriggerRequest): Promise<'admitted' | 'refused'> => {
    if (person === undefined) return 'refused'
    if (await attempts.recordSuccess(person, clock.now())) return 'admitted'
    const { siteId } = person
    await audit.record({ event: 'sign-in-failed', ...serviceActor, outcome: 'refused', siteId, ...subjectOf(person) })
    return 'refused'
  }
