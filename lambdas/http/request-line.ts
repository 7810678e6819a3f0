import type { MiddlewareObj } from '@middy/core'
import type { Clock } from '../core/clock.ts'
import { Fault } from '../core/fault.ts'
import type { Log, RequestLine } from '../core/log.ts'
import type { Answered } from './answered.ts'

const nameOfError = (error: unknown): string | undefined => {
  const name = error instanceof Error ? error.name : undefined
  return name !== undefined && /^[A-Za-z]{1,64}$/.test(name) ? name : undefined
}

const faultOf = (error: unknown): Pick<RequestLine, 'fault' | 'cause'> => {
  if (!(error instanceof Error)) return {}
  const cause = nameOfError(error instanceof Fault ? error.cause : error)
  return { fault: error instanceof Fault ? error.code : 'unexpected', ...(cause === undefined ? {} : { cause }) }
}

/** Writes one line for each request, whatever became of it. */
export const requestLine = (step: string, { log, clock }: { log: Log; clock: Clock }) => {
  const startedAt = new WeakMap<object, number>()
  const write = (context: object, answered: Answered | null | undefined, error?: unknown) => {
    if (answered === null || answered === undefined) return
    const { response, ids, code } = answered
    log.write({
      line: 'request',
      step,
      requestId: answered.requestId,
      status: response.statusCode,
      milliseconds: Math.round(clock.now() - (startedAt.get(context) ?? clock.now())),
      ...(code === undefined ? {} : { code }),
      ...faultOf(error),
      ...ids,
    })
  }
  return {
    before: ({ context }) => {
      startedAt.set(context, clock.now())
    },
    after: ({ context, response }) => write(context, response),
    onError: ({ context, response, error }) => write(context, response, error),
  } satisfies MiddlewareObj<unknown, Answered>
}
