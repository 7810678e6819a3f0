import { setTimeout } from 'node:timers/promises'

/** Waits before attempt number `attempt + 1`. */
export type Pause = (attempt: number) => Promise<void>

const baseMilliseconds = 10
const maxMilliseconds = 250

/**
 * Full jitter: a random time up to a bound that doubles, so that requests that collided do not collide again.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export const jitteredPause: Pause = async (attempt) => {
  const bound = Math.min(maxMilliseconds, baseMilliseconds * 2 ** Math.min(attempt, 16))
  await setTimeout(Math.random() * bound)
}
