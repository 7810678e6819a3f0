/**
 * Once a day: disables everybody whom nobody has seen for 90 days, those among them who never come back (PCI DSS 8.2.6), so that
 * the list of people tells the truth.
 */
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import { isInactive } from '../core/people/inactivity.ts'
import type { PeopleActivity } from '../core/people/people-activity.ts'
import type { SignIns } from '../core/people/sign-ins.ts'
import type { TaskReport } from '../core/scheduled-task.ts'
import { disableInactive } from './disable-person.ts'

export interface DisableUnusedPorts {
  readonly activity: PeopleActivity
  readonly signIns: Pick<SignIns, 'disableInactive'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly clock: Clock
}

/** What was read only saves writes: the write's own condition decides. May be run again, or twice at once. */
export const disableUnusedPeople = (ports: DisableUnusedPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const now = ports.clock.now()
    let [looked, done] = [0, 0]
    for await (const people of ports.activity.pages()) {
      looked += people.length
      for (const { enabled, lastSignInAt, enabledAt, ...person } of people) {
        if (!enabled || !isInactive({ lastSignInAt, enabledAt }, now)) continue
        if (await disableInactive(ports, person, now)) done += 1
      }
    }
    yield { looked, done }
  }
