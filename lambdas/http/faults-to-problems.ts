import type { MiddlewareObj } from '@middy/core'
import { refused } from '../core/outcome.ts'
import { GatewayEvent } from './gateway-event.ts'
import type { LoggedResponse } from './logged-response.ts'
import { problemResponse } from './response.ts'

/** Answers any error that a handler throws with 503; the log has its code. */
export const faultsToProblems = (): MiddlewareObj<unknown, LoggedResponse> => ({
  onError: (request) => {
    const event = GatewayEvent.safeParse(request.event)
    const requestId = event.success ? event.data.requestContext.requestId : request.context.awsRequestId
    request.response = { requestId, code: 'try-again', response: problemResponse(refused('try-again'), requestId) }
  },
})
