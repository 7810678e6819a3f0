/**
 * The limit that CI checks for each target. A target that is reached must stay reached. A target that is not reached yet
 * must not become worse than in `bench/recorded.json`.
 */
import type { Target } from './measure.ts'

/** A ratio has to cover this share of the distance from the first published result to `must`. */
const shareOfDistance = 0.7
/** By how much a ratio of a later run may be worse than the recorded one, because machines vary. */
const noise = 1.25

/** Returns the limit, or `undefined` for a time, because times depend on the machine. */
export const gateOf = (target: Target, recorded: number | undefined): number | undefined => {
  const { kind, must, november, higherIsBetter } = target
  if (kind === 'time') return undefined
  const worse = (one: number, other: number) => (higherIsBetter ? Math.min(one, other) : Math.max(one, other))
  if (kind !== 'ratio')
    return recorded === undefined ? must : worse(must, kind === 'count' ? recorded : Math.ceil(recorded))
  const goal = november === undefined ? must : november + shareOfDistance * (must - november)
  if (recorded === undefined) return goal
  return worse(goal, higherIsBetter ? recorded / noise : recorded * noise)
}
