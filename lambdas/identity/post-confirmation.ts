/**
 * Cognito's trigger when somebody has set a new password with a code that was mailed to them: every sign-in from before ends, at
 * once and for good, whoever holds it.
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
 * Enables nobody: who is locked out stays so, whatever their password. Nobody signs up to this pool, so that another
 * confirmation than that of a password tells of no sign-in to end.
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
