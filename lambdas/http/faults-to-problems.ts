import type { MiddlewareObj } from '@middy/core'
import { refused } from '../core/outcome.ts'
import { GatewayEvent } from './gateway-event.ts'
import type { LoggedResponse } from './logged-response.ts'
import { problemResponse } from './response.ts'

/** A middleware that replies 503 when a handler throws any error. Passes the code of the error to the log. */
export const faultsToProblems = (): MiddlewareObj<unknown, LoggedResponse> => ({
  onError: (request) => {
    const event = GatewayEvent.safeParse(request.event)
    const requestId = event.success ? event.data.requestContext.requestId : request.context.awsRequestId
    request.response = { requestId, code: 'try-again', response: problemResponse(refused('try-again'), requestId) }
  },
})
