/** The rule that people without activity for 90 days are disabled (PCI DSS 8.2.6). */

import { hours } from '../time.ts'
import type { PersonRecord } from './person.ts'

export const inactivityLimitMs = 90 * hours(24)

type Activity = Pick<PersonRecord, 'lastSignInAt' | 'enabledAt'>

/**
 * Returns the time of a person's last sign-in or of their last enabling, whichever is later. Returns nothing if neither
 * is known.
 */
export const lastActivityOf = ({ lastSignInAt, enabledAt }: Activity): number | undefined =>
  lastSignInAt === undefined ? enabledAt : Math.max(lastSignInAt, enabledAt ?? 0)

/** True if the person has been inactive for 90 days. A person without known activity counts as active. */
export const isInactive = (person: Activity | undefined, now: number): boolean => {
  const lastUse = person && lastActivityOf(person)
  return lastUse !== undefined && now - lastUse >= inactivityLimitMs
}
