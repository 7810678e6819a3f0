/**
 * Cognito calls this trigger after a person has set a new password with an emailed code. The trigger permanently ends
 * all earlier sign-ins of the person, because an attacker may have made one of them.
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
 * Ends the earlier sign-ins. Does not enable the person: a person who is locked out stays disabled after a password
 * reset. For any confirmation other than a password reset there are no sign-ins to end, because the pool has no
 * self-service sign-up.
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
