/**
 * Cognito's trigger after a person has set a new password with an emailed code: permanently ends all their earlier
 * sign-ins, which an attacker may hold.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { SignInAttempts } from '../core/people/sign-ins.ts'
import { serviceActor, subjectOf } from './actor.ts'
import type { PoolTriggerRequest } from './pool-event.ts'

export interface PostConfirmationPorts {
  readonly attempts: Pick<SignInAttempts, 'endAll'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly clock: Clock
}

/**
 * Does not enable the person: a locked-out person stays disabled after a password reset. The pool has no self-service
 * sign-up, so any confirmation other than a password reset has no sign-ins to end.
 */
export const postConfirmation =
  ({ attempts, audit, clock }: PostConfirmationPorts) =>
  async ({ person, triggerSource }: PoolTriggerRequest): Promise<'admitted' | 'refused'> => {
    if (triggerSource !== 'PostConfirmation_ConfirmForgotPassword' || person === undefined) return 'admitted'
    await attempts.endAll(person, clock.now())
    const { siteId } = person
    await audit.record({ event: 'signed-out', ...serviceActor, outcome: 'done', siteId, ...subjectOf(person) })
    return 'admitted'
  }
