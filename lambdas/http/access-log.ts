import type { MiddlewareObj } from '@middy/core'
import type { Clock } from '../core/clock.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'
import { edgeAddress } from './caller-address.ts'
import type { LoggedResponse } from './logged-response.ts'

interface Call {
  readonly context: object
  readonly event: unknown
}

interface AccessLogPorts {
  readonly log: Log
  readonly clock: Clock
  readonly viewerAddressHeader?: string | undefined
}

/** A middleware that logs one line per request, for every outcome. */
export const accessLog = (step: string, { log, clock, viewerAddressHeader }: AccessLogPorts) => {
  const startedAt = new WeakMap<object, number>()
  const write = ({ context, event }: Call, answered: LoggedResponse | null | undefined, error?: unknown) => {
    if (answered === null || answered === undefined) return
    const { response, ids, code } = answered
    log.write({
      line: 'request',
      step,
      requestId: answered.requestId,
      status: response.statusCode,
      milliseconds: Math.round(clock.now() - (startedAt.get(context) ?? clock.now())),
      ...edgeAddress(event, viewerAddressHeader),
      ...(code === undefined ? {} : { code }),
      ...faultLogFields(error),
      ...ids,
    })
  }
  return {
    before: ({ context }) => {
      startedAt.set(context, clock.now())
    },
    after: ({ response, ...call }) => write(call, response),
    onError: ({ response, error, ...call }) => write(call, response, error),
  } satisfies MiddlewareObj<unknown, LoggedResponse>
}
