import type { MiddlewareObj } from '@middy/core'
import type { Clock } from '../core/clock.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'
import { edgeAddress } from './caller-address.ts'
import type { LoggedResponse } from './logged-response.ts'
import { traceOf } from './trace-context.ts'

export interface AccessLogPorts {
  readonly log: Log
  readonly clock: Clock
  /** The header in which the edge passes on the caller's address; set only if the edge cannot be bypassed. */
  readonly viewerAddressHeader?: string | undefined
}

interface Answered {
  readonly event: unknown
  readonly context: object
  readonly response: LoggedResponse | null | undefined
  readonly error?: unknown
}

/** A middleware that logs one line per request, for every outcome. */
export const accessLog = (step: string, { log, clock, viewerAddressHeader }: AccessLogPorts) => {
  const startedAt = new WeakMap<object, number>()
  const write = ({ event, context, response: answered, error }: Answered) => {
    if (answered === null || answered === undefined) return
    const { response, ids, code } = answered
    log.write({
      line: 'request',
      step,
      requestId: answered.requestId,
      status: response.statusCode,
      milliseconds: Math.round(clock.now() - (startedAt.get(context) ?? clock.now())),
      ...edgeAddress(event, viewerAddressHeader),
      ...traceOf(event),
      ...(code === undefined ? {} : { code }),
      ...faultLogFields(error),
      ...ids,
    })
  }
  return {
    before: ({ context }) => {
      startedAt.set(context, clock.now())
    },
    after: write,
    onError: write,
  } satisfies MiddlewareObj<unknown, LoggedResponse>
}
