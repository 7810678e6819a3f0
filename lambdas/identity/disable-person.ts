/**
 * Disables people by the service's own rules. The conditional write comes before the audit record, and only the call
 * whose write took effect adds the record. If many calls run concurrently, only one of them therefore adds a record. No
 * record falsely states that a person was disabled.
 */
import type { AuditLog } from '../core/audit/audit.ts'
import type { PersonRef } from '../core/people/people.ts'
import type { SignInAttempts, SignIns } from '../core/people/sign-ins.ts'
import { serviceActor, subjectOf } from './actor.ts'

interface AuditPorts {
  readonly audit: Pick<AuditLog, 'record'>
}

/**
 * Disables a person who has been inactive for 90 days. Refusing the person would not be enough, because the list of
 * people must be accurate, and an administrator must decide whether to enable the person again. Returns true only for
 * the call that disabled the person.
 */
export async function disableInactive(
  { signIns, audit }: AuditPorts & { readonly signIns: Pick<SignIns, 'disableInactive'> },
  person: PersonRef,
  now: number,
): Promise<boolean> {
  const disabled = await signIns.disableInactive(person, now)
  if (disabled) await recordDisabled(audit, person)
  return disabled
}

/**
 * Disables a person who has started more than `limit` sign-ins without success. Returns true only for the call that
 * disabled the person.
 */
export async function lockOut(
  { attempts, audit }: AuditPorts & { readonly attempts: Pick<SignInAttempts, 'lockOut'> },
  person: PersonRef,
  when: { readonly limit: number; readonly now: number },
): Promise<boolean> {
  const disabled = await attempts.lockOut(person, when)
  if (disabled) await recordDisabled(audit, person)
  return disabled
}

const recordDisabled = (audit: AuditPorts['audit'], person: PersonRef): Promise<void> =>
  audit.record({
    event: 'operator-disabled',
    ...serviceActor,
    outcome: 'done',
    siteId: person.siteId,
    ...subjectOf(person),
  })
