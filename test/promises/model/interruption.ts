import fc from 'fast-check'
import type { Turn } from '../../../local/memory/turns.ts'
import { type InvocationMode, undisturbed, withCrashAt, withFaultAt, withLostReply } from './invocation-modes.ts'

/** How an invocation is interrupted. A turn beyond its last one leaves it undisturbed. */
export const arbitraryInterruption = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'undisturbed' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('crash' as const, 'fault' as const),
      at: fc.integer({ min: 1, max: 14 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'lost-answer' as const }) },
)
export type Interruption = typeof arbitraryInterruption extends fc.Arbitrary<infer Value> ? Value : never

export function invocationModeOf(fated: Interruption, gate?: Turn): InvocationMode {
  switch (fated.kind) {
    case 'undisturbed':
      return undisturbed(gate)
    case 'lost-answer':
      return withLostReply(gate)
    case 'crash':
      return withCrashAt(fated.at, gate)
    case 'fault':
      return withFaultAt(fated.at, gate)
  }
}
