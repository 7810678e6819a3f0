/**
 * The middy stack that all steps share. It writes one log line, converts faults to problems, parses the request, checks
 * the authorisation and sets the headers. A handler is this stack with a step of the protocol and its use case.
 */
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import type { Step } from '../../contracts/step.ts'
import { Fault } from '../core/fault.ts'
import { isRefusal, type Outcome, type Refusal } from '../core/outcome.ts'
import type { RefusalFloor } from '../core/refusal-floor.ts'
import { type AccessLogPorts, accessLog } from './access-log.ts'
import { faultsToProblems } from './faults-to-problems.ts'
import { GatewayEvent, type GatewayResponse } from './gateway-event.ts'
import type { LoggedResponse } from './logged-response.ts'
import { readRequest, type StepRequest } from './read-request.ts'
import { problemResponse, successResponse } from './response.ts'

export interface MiddlewarePorts extends AccessLogPorts {
  /** The minimum duration of a refusal with `not-available`. Absent for steps that never refuse with this code. */
  readonly refusalFloor?: RefusalFloor
}

/** A Lambda handler behind API Gateway's proxy integration; the local server calls it the same way. */
export type StepHandler = (event: unknown, context: Context) => Promise<GatewayResponse>

const loggedIds = ['conversationId', 'formId', 'submissionId'] as const

/** Returns the ids that the schema has parsed and the site in the token. No other part of a request is ever logged. */
const idsOf = (request: StepRequest<unknown, unknown, unknown>): LoggedResponse['ids'] => {
  const ids: Record<string, string> = {}
  if (request.principal !== undefined) ids.siteId = request.principal.siteId
  for (const part of [request.path, request.body]) {
    for (const name of loggedIds) {
      const id =
        typeof part === 'object' && part !== null ? Object.getOwnPropertyDescriptor(part, name)?.value : undefined
      if (typeof id === 'string') ids[name] = id
    }
  }
  return ids
}

const refusalResponse = (
  outcome: Parameters<typeof problemResponse>[0],
  requestId: string,
  ids: LoggedResponse['ids'] = {},
) => ({
  requestId,
  ids,
  code: outcome.refused,
  response: problemResponse(outcome, requestId),
})

const Running = z.object({ status: z.literal('running') })

const statusOf = ({ success, whileRunning }: Pick<Step, 'success' | 'whileRunning'>, reply: unknown) =>
  whileRunning !== undefined && Running.safeParse(reply).success ? whileRunning : success

/**
 * Checks the sign-in before a malformed request is refused. By the contract, 401 takes precedence over 422, and only
 * the tables show whether a sign-in has ended.
 */
type Recheck = (refusal: Refusal, event: GatewayEvent) => Promise<Refusal>

/** Composes the handler of a step that needs no access token. */
export const stepHandler = <Path, Query, Body, Reply>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (request: StepRequest<Path, Query, Body>) => Promise<Outcome<Reply>>,
  ports: MiddlewarePorts,
  recheck: Recheck = async (refusal) => refusal,
): StepHandler => {
  const answer = async (input: unknown): Promise<LoggedResponse> => {
    const mayLeave = ports.refusalFloor?.begin()
    const event = GatewayEvent.safeParse(input)
    if (!event.success) throw new Fault('settings-malformed')
    const { requestId } = event.data.requestContext
    const request = readRequest(step, event.data, ports.clock.now(), ports.viewerAddressHeader)
    if (isRefusal(request)) return refusalResponse(await recheck(request, event.data), requestId)
    const ids = idsOf(request.value)
    const outcome = await useCase(request.value)
    if (isRefusal(outcome)) {
      if (outcome.refused === 'not-available') await mayLeave?.()
      return refusalResponse(outcome, requestId, ids)
    }
    return {
      requestId,
      ids,
      response: successResponse(statusOf(step, outcome.value), outcome.value, requestId, outcome.etag),
    }
  }
  const handler = middy<unknown, LoggedResponse>(answer).use(accessLog(step.name, ports)).use(faultsToProblems())
  return async (event, context) => {
    // middy distinguishes invocations by their context, and a caller may pass the same context twice.
    const { response } = await handler(event, { ...context })
    return response
  }
}
