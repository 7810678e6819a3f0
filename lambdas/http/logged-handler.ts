/** What all handlers behind API Gateway share: one log line for each request, and a problem instead of an error. */
import type { Context } from 'aws-lambda'
import type { Clock } from '../core/clock.ts'
import { faultLogFields } from '../core/fault-log-fields.ts'
import type { Log } from '../core/log.ts'
import { refused } from '../core/outcome.ts'
import { GatewayEvent, type GatewayResponse } from './gateway-event.ts'
import type { LoggedResponse } from './logged-response.ts'
import { problemResponse } from './response.ts'

/** What remains of the invocation when the handler stops waiting, in milliseconds: enough for the log line and the reply. */
const reservedMs = 5

/**
 * Returns a handler that replies what `answer` returns. If `answer` fails, or has not answered 5 ms before Lambda ends
 * the invocation, it replies 503 and logs the code of the failure. It never throws what `answer` throws.
 */
export const loggedHandler =
  (step: string, { log, clock }: { readonly log: Log; readonly clock: Clock }, answer: Answer) =>
  async (event: unknown, context: Context): Promise<GatewayResponse> => {
    const startedAt = clock.now()
    const { answered, error } = await beforeTimeout(context, answer(event)).then(
      (answered) => ({ answered, error: undefined }),
      (error: unknown) => ({ answered: faultResponse(event, context), error }),
    )
    const { requestId, response, ids, code } = answered
    log.write({
      line: 'request',
      step,
      requestId,
      status: response.statusCode,
      milliseconds: Math.round(clock.now() - startedAt),
      ...(code === undefined ? {} : { code }),
      ...faultLogFields(error),
      ...ids,
    })
    return response
  }

type Answer = (event: unknown) => Promise<LoggedResponse>

const beforeTimeout = async (context: Context, work: Promise<LoggedResponse>): Promise<LoggedResponse> => {
  const { promise: timeout, reject } = Promise.withResolvers<never>()
  const remainingMs = Math.max(0, context.getRemainingTimeInMillis() - reservedMs)
  const timer = setTimeout(() => reject(new InvocationTimeout()), remainingMs)
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}

class InvocationTimeout extends Error {
  // The bundles are minified, so the name of the class is not the name in the log.
  override readonly name = 'TimeoutError'
}

const faultResponse = (input: unknown, { awsRequestId }: Context): LoggedResponse => {
  const event = GatewayEvent.safeParse(input)
  const requestId = event.success ? event.data.requestContext.requestId : awsRequestId
  return { requestId, code: 'try-again', response: problemResponse(refused('try-again'), requestId) }
}
