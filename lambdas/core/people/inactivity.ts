/** Operators without activity for 90 days are disabled (PCI DSS 8.2.6). */

import { hours } from '../time.ts'
import type { PersonRecord } from './person.ts'

export const inactivityLimitMs = 90 * hours(24)

type Activity = Pick<PersonRecord, 'lastSignInAt' | 'enabledAt'>

/** When a person last signed in, or was last enabled if that was later; nothing when neither is known. */
export const lastActivityOf = ({ lastSignInAt, enabledAt }: Activity): number | undefined =>
  lastSignInAt === undefined ? enabledAt : Math.max(lastSignInAt, enabledAt ?? 0)

/** A person without known activity is not inactive: there is no time to count from. */
export const isInactive = (person: Activity | undefined, now: number): boolean => {
  const lastUse = person && lastActivityOf(person)
  return lastUse !== undefined && now - lastUse >= inactivityLimitMs
}
