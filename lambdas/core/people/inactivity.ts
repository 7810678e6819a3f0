/** Operators whom nobody has seen for 90 days are disabled (PCI DSS 8.2.6). */

import { hours } from '../time.ts'
import type { PersonRecord } from './person.ts'

export const inactivityLimitMs = 90 * hours(24)

type Activity = Pick<PersonRecord, 'lastSignInAt' | 'enabledAt'>

/** When somebody last signed in, or was last enabled if that was later; nothing where neither is known. */
export const lastActivityOf = ({ lastSignInAt, enabledAt }: Activity): number | undefined =>
  lastSignInAt === undefined ? enabledAt : Math.max(lastSignInAt, enabledAt ?? 0)

/** Nobody of whom no use is known is taken for unused: there is nothing to reckon from. */
export const isInactive = (person: Activity | undefined, now: number): boolean => {
  const lastUse = person && lastActivityOf(person)
  return lastUse !== undefined && now - lastUse >= inactivityLimitMs
}
