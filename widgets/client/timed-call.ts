/** Calls a step with a time limit, and reports every failure as a `CallFailure`. */
import { type Call, type CallResult, createClient } from '../../contracts/client.ts'
import type { Step } from '../../contracts/step.ts'
import { CallFailure } from './call-failure.ts'
import type { ReplyOf } from './method-types.ts'

export interface TimedCallSettings {
  readonly origin: string
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMilliseconds: number
}

/** The result of one request, with the seconds that its `Retry-After` header names. */
export interface TimedResult<Reply> {
  readonly result: CallResult<Reply>
  readonly retryAfterSeconds: number | undefined
}

/** Reads the seconds of a `Retry-After` header. The service sends no dates. */
const secondsIn = (retryAfter: string | null): number | undefined =>
  retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined

/**
 * Sends one request. The time limit includes the body of the response.
 * @throws {CallFailure} if there is no result
 * @throws the reason of the signal, if it aborts
 */
export const timedCall =
  ({ origin, fetch, timeoutMilliseconds }: TimedCallSettings) =>
  async <S extends Step>(step: S, call: Call<S>, signal?: AbortSignal): Promise<TimedResult<ReplyOf<S>>> => {
    signal?.throwIfAborted()
    const ending = new AbortController()
    let isLate = false
    let status: number | undefined
    let retryAfter: string | null = null
    const timer = setTimeout(() => {
      isLate = true
      ending.abort()
    }, timeoutMilliseconds)
    const stop = () => ending.abort()
    signal?.addEventListener('abort', stop)
    const watchedFetch: typeof fetch = async (url, init) => {
      const response = await fetch(url, { ...init, redirect: 'error', signal: ending.signal })
      status = response.status
      retryAfter = response.headers.get('retry-after')
      return response
    }
    try {
      const result = await createClient({ origin, fetch: watchedFetch }).call(step, call)
      return { result, retryAfterSeconds: secondsIn(retryAfter) }
    } catch (cause) {
      signal?.throwIfAborted()
      const code = isLate ? 'timed-out' : status === undefined ? 'unreachable' : 'unexpected-response'
      throw new CallFailure(code, { step: step.name, status: isLate ? undefined : status, cause })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }
