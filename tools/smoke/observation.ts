/** What a check expected and what it saw. Both are made of statuses, codes and names, never of a token, a key or an answer. */
import type { Problem } from '../../contracts/problem.ts'

export interface Sighting {
  /** The step, or the thing looked at. */
  readonly at: string
  readonly expected: string
  readonly seen: string
}

/** Ends a check: what was seen is not what was expected. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
  readonly sighting: Sighting

  constructor(sighting: Sighting) {
    super(`${sighting.at}: expected ${sighting.expected}, seen ${sighting.seen}`)
    this.sighting = sighting
  }
}

/** @throws {Unexpected} unless both are the same. */
export const same = (at: string, expected: string, seen: string): Sighting => {
  const sighting = { at, expected, seen }
  if (expected !== seen) throw new Unexpected(sighting)
  return sighting
}

/** An answer in words: `201`, `404 not-available`. */
export const told = ({
  status,
  problem,
}: {
  readonly status: number
  readonly problem?: Problem | undefined
}): string => (problem === undefined ? String(status) : `${status} ${problem.code}`)

/** The one answer of every key that is not good for this. */
export const notAvailable = '404 not-available'
