/** What a check expected and what it saw. Both are made of statuses, codes and names, never of a token, a key or an answer. */
import type { Problem } from '../../contracts/problem.ts'

export interface Observation {
  /** The step, or the thing looked at. */
  readonly at: string
  readonly expected: string
  readonly actual: string
}

/** Ends a check: what was seen is not what was expected. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
  readonly observation: Observation

  constructor(observation: Observation) {
    super(`${observation.at}: expected ${observation.expected}, seen ${observation.actual}`)
    this.observation = observation
  }
}

/** @throws {Unexpected} unless both are the same. */
export const expectEqual = (at: string, expected: string, actual: string): Observation => {
  const observation = { at, expected, actual }
  if (expected !== actual) throw new Unexpected(observation)
  return observation
}

/** An answer in words: `201`, `404 not-available`. */
export const describeAnswer = ({
  status,
  problem,
}: {
  readonly status: number
  readonly problem?: Problem | undefined
}): string => (problem === undefined ? String(status) : `${status} ${problem.code}`)

/** The one answer of every key that is not good for this. */
export const notAvailable = '404 not-available'
