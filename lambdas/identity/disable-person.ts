/**
 * What the service disables by its own rules. The person is disabled first, on a condition, and whoever's write took effect puts
 * it on record: of a hundred at once one does, and no record tells of somebody who was enabled all along.
 */
import type { AuditLog } from '../core/audit/audit.ts'
import type { PersonRef } from '../core/people/people.ts'
import type { SignInAttempts, SignIns } from '../core/people/sign-ins.ts'
import { serviceActor, subjectOf } from './actor.ts'

interface AuditPorts {
  readonly audit: Pick<AuditLog, 'record'>
}

/**
 * Disables somebody unused for 90 days, rather than only refusing them: so the list of people tells the truth, and an
 * administrator has to decide. True for the one call that did it.
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

/** Disables somebody who began to sign in more than `limit` times without success. True for the one call that did it. */
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
