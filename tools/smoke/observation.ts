/**
 * The expected and the actual result of a check. Both contain only statuses, codes and names, never a token, a key or
 * an answer.
 */
import type { Problem } from '../../contracts/problem.ts'

export interface Observation {
  /** The name of the step or object that was checked. */
  readonly at: string
  readonly expected: string
  readonly actual: string
}

/** The error that ends a check with an unexpected result. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
  readonly observation: Observation

  constructor(observation: Observation) {
    super(`${observation.at}: expected ${observation.expected}, seen ${observation.actual}`)
    this.observation = observation
  }
}

/**
 * Returns the observation.
 * @throws {Unexpected} unless both results are the same
 */
export const expectEqual = (at: string, expected: string, actual: string): Observation => {
  const observation = { at, expected, actual }
  if (expected !== actual) throw new Unexpected(observation)
  return observation
}

interface Answer {
  readonly status: number
  readonly problem?: Problem | undefined
}

/** Describes an answer, such as `201` or `404 not-available`. */
export const describeAnswer = ({ status, problem }: Answer): string =>
  problem === undefined ? String(status) : `${status} ${problem.code}`

/**
 * Waits for the answer, and returns the observation.
 * @throws {Unexpected} unless the answer is the expected one
 */
export const expectAnswer = async (at: string, expected: string, answer: Promise<Answer>): Promise<Observation> =>
  expectEqual(at, expected, describeAnswer(await answer))

/** The service's answer to every key that is not valid for the call. */
export const notAvailable = '404 not-available'
