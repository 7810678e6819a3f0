/** The service's promises, each as a check of a history that returns violations as sentences. */
import { allOrNothing } from './checks/all-or-nothing.ts'
import { atMostOnce } from './checks/at-most-once.ts'
import { clearTextOnlyToTheSender } from './checks/clear-text-only-to-the-sender.ts'
import { neverAfterExpiry } from './checks/never-after-expiry.ts'
import { noEffectAfterEnd } from './checks/no-effect-after-end.ts'
import { onlyAsBound } from './checks/only-as-bound.ts'
import { recordedBeforeReleased } from './checks/recorded-before-released.ts'
import type { History } from './history.ts'
import { type IndexedHistory, indexHistory } from './indexed-history.ts'

export const promises = {
  I1: atMostOnce,
  I2: neverAfterExpiry,
  I3: onlyAsBound,
  I4: clearTextOnlyToTheSender,
  I6: recordedBeforeReleased,
  I7: noEffectAfterEnd,
  I11: allOrNothing,
} as const satisfies Record<string, (reading: IndexedHistory) => string[]>

/** Every promise that this history breaks; empty if it keeps all. */
export function brokenPromises(history: History): string[] {
  const reading = indexHistory(history)
  return Object.values(promises).flatMap((check) => check(reading))
}
