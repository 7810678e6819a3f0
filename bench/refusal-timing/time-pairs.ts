/**
 * Measures pairs of refused requests and compares their response times. In each pair, one request names an existing id
 * and the other names a missing id.
 */
import { type Ids, type RefusedCall, unknownIds } from './refused-calls.ts'

export interface Timing {
  /** The absolute value of Welch's t for the mean response times of the two kinds of request. */
  readonly t: number
  readonly medianKnownMs: number
  readonly medianUnknownMs: number
}

const warmUpPairs = 50
/**
 * The number of pairs that use the same existing ids. It is limited, because the row of a used retrieve key is swept
 * two minutes after it was issued.
 */
const pairsPerIds = 500

export const timePairs = async (call: RefusedCall, pairs: number): Promise<Timing> => {
  const timed = async (ids: Ids): Promise<number> => {
    const start = performance.now()
    const reply = await call.send(ids)
    await reply.arrayBuffer()
    const took = performance.now() - start
    if (reply.status !== 404) throw new Error(`${call.step} was answered ${reply.status} instead of 404.`)
    return took
  }
  const knownTimes: number[] = []
  const unknownTimes: number[] = []
  let knownIds = await call.knownIds()
  for (let pair = 0; pair < warmUpPairs + pairs; pair++) {
    if (pair % pairsPerIds === 0) knownIds = await call.knownIds()
    // The order alternates from pair to pair, so that neither kind of request is always second.
    const isKnownFirst = pair % 2 === 0
    const first = await timed(isKnownFirst ? knownIds : unknownIds())
    const second = await timed(isKnownFirst ? unknownIds() : knownIds)
    if (pair < warmUpPairs) continue
    knownTimes.push(isKnownFirst ? first : second)
    unknownTimes.push(isKnownFirst ? second : first)
  }
  return {
    t: Math.abs(welchT(knownTimes, unknownTimes)),
    medianKnownMs: medianOf(knownTimes),
    medianUnknownMs: medianOf(unknownTimes),
  }
}

const sorted = (times: readonly number[]) => times.toSorted((left, right) => left - right)

const medianOf = (times: readonly number[]): number => sorted(times)[Math.floor(times.length / 2)] ?? Number.NaN

const welchT = (one: readonly number[], other: readonly number[]): number => {
  const [left, right] = [momentsOf(one), momentsOf(other)]
  return (left.mean - right.mean) / Math.sqrt(left.varianceOfMean + right.varianceOfMean)
}

/** Returns the mean and variance without the slowest 5 %, because the machine and not the step causes those delays. */
const momentsOf = (times: readonly number[]) => {
  const fast = sorted(times).slice(0, Math.ceil(times.length * 0.95))
  const mean = fast.reduce((sum, time) => sum + time, 0) / fast.length
  const variance = fast.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (fast.length - 1)
  return { mean, varianceOfMean: variance / fast.length }
}
