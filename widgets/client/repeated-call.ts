/** Repeats requests that may be repeated, after a pause. */
import type { Call, CallResult } from '../../contracts/client.ts'
import { isRepeatable } from '../../contracts/repeatable-steps.ts'
import type { Step } from '../../contracts/step.ts'
import { CallFailure } from './call-failure.ts'
import type { ReplyOf } from './method-types.ts'
import type { TimedResult, timedCall } from './timed-call.ts'

const maxRepeats = 2
const initialPauseMilliseconds = 250
/** The longest `Retry-After` that the client waits for. If it is longer, the caller gets the refusal. */
const maxRetryAfterSeconds = 10

/** Responses that say that the same request may succeed later. */
const temporaryStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** Returns the pause before the next attempt. Random jitter spreads the requests of many clients. */
const pauseAfter = (attempt: number, retryAfterSeconds = 0): number =>
  Math.max(initialPauseMilliseconds * 2 ** (attempt - 1), retryAfterSeconds * 1_000) * (1 + Math.random() / 2)

const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })

/**
 * Sends a request, and repeats it at most twice if it may be repeated and the failure may be temporary. The last failure
 * or refusal is the result.
 */
export const repeatedCall =
  (send: ReturnType<typeof timedCall>) =>
  async <S extends Step>(step: S, call: Call<S>, signal?: AbortSignal): Promise<CallResult<ReplyOf<S>>> => {
    const attempts = isRepeatable(step, call.ifMatch) ? maxRepeats + 1 : 1
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attempts
      const sent = await send(step, call, signal).catch((failure: unknown) => {
        if (isLast || !(failure instanceof CallFailure) || !isTemporaryFailure(failure)) throw failure
        return undefined
      })
      if (sent !== undefined && (isLast || !isTemporary(sent))) return sent.result
      await pause(pauseAfter(attempt, sent?.retryAfterSeconds), signal)
    }
  }

const isTemporaryFailure = ({ code, status = 0 }: CallFailure): boolean =>
  code !== 'unexpected-response' || temporaryStatuses.has(status)

const isTemporary = ({ result, retryAfterSeconds = 0 }: TimedResult<unknown>): boolean =>
  temporaryStatuses.has(result.status) && retryAfterSeconds <= maxRetryAfterSeconds
