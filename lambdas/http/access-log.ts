import type { MiddlewareObj } from '@middy/core'
import type { Clock } from '../core/clock.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'
import type { LoggedResponse } from './logged-response.ts'

/** A middleware that logs one line per request, for every outcome. */
export const accessLog = (step: string, { log, clock }: { log: Log; clock: Clock }) => {
  const startedAt = new WeakMap<object, number>()
  const write = (context: object, answered: LoggedResponse | null | undefined, error?: unknown) => {
    if (answered === null || answered === undefined) return
    const { response, ids, code } = answered
    log.write({
      line: 'request',
      step,
      requestId: answered.requestId,
      status: response.statusCode,
      milliseconds: Math.round(clock.now() - (startedAt.get(context) ?? clock.now())),
      ...(code === undefined ? {} : { code }),
      ...faultLogFields(error),
      ...ids,
    })
  }
  return {
    before: ({ context }) => {
      startedAt.set(context, clock.now())
    },
    after: ({ context, response }) => write(context, response),
    onError: ({ context, response, error }) => write(context, response, error),
  } satisfies MiddlewareObj<unknown, LoggedResponse>
}
