import { setTimeout } from 'node:timers/promises'

/** Waits between attempt number `attempt` and the next one. */
export type Pause = (attempt: number) => Promise<void>

const baseMilliseconds = 10
const maxMilliseconds = 250

/**
 * Implements exponential backoff with full jitter. Waits a random time up to a bound that doubles with each attempt, so
 * that requests that collided are unlikely to collide again.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export const jitteredPause: Pause = async (attempt) => {
  const bound = Math.min(maxMilliseconds, baseMilliseconds * 2 ** Math.min(attempt, 16))
  await setTimeout(Math.random() * bound)
}
