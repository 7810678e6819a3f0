/**
 * disable-unused: once a day, disables everyone who has been inactive for 90 days (PCI DSS 8.2.6). This includes people
 * who never return, so that the list of people is accurate.
 */
import type { AuditLog } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import { forEachConcurrently, forEachPage } from '../core/concurrency.ts'
import { isInactive } from '../core/people/inactivity.ts'
import type { PeopleActivity, PersonActivity } from '../core/people/people-activity.ts'
import type { SignIns } from '../core/people/sign-ins.ts'
import type { TaskReport } from '../core/scheduled-task.ts'
import { disableInactive } from './disable-person.ts'

export interface DisableUnusedPorts {
  readonly activity: PeopleActivity
  readonly signIns: Pick<SignIns, 'disableInactive'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly clock: Clock
}

/**
 * Disables the inactive people of all sites. The read only avoids unnecessary writes; the condition of each write
 * decides. The task can be repeated and can run concurrently. Tries every person, then throws the first failure.
 */
export const disableUnusedPeople = (ports: DisableUnusedPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const now = ports.clock.now()
    let [looked, done] = [0, 0]
    const disableIfInactive = async ({ enabled, lastSignInAt, enabledAt, ...person }: PersonActivity) => {
      if (!enabled || !isInactive({ lastSignInAt, enabledAt }, now)) return
      if (await disableInactive(ports, person, now)) done += 1
    }
    try {
      await forEachPage(ports.activity.pages(), async (people) => {
        looked += people.length
        await forEachConcurrently(1, people, disableIfInactive)
      })
    } finally {
      yield { looked, done }
    }
  }
