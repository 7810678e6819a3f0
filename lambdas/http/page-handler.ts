/** The handler of the pages' HTML documents, with the same middleware as the steps. */
import middy from '@middy/core'
import * as z from 'zod/mini'
import { type PageRoute, pageRoutes } from '../../contracts/pages.ts'
import { decodePathSegment } from '../../contracts/path-segment.ts'
import { Fault } from '../core/fault.ts'
import { refused } from '../core/outcome.ts'
import { accessLog } from './access-log.ts'
import { faultsToProblems } from './faults-to-problems.ts'
import type { LoggedResponse } from './logged-response.ts'
import { problemResponse } from './response.ts'
import type { MiddlewarePorts, StepHandler } from './step-handler.ts'

const PageEvent = z.object({
  /** The pattern of the route that matched the path. */
  resource: z.string(),
  pathParameters: z.nullish(z.object({ siteId: z.optional(z.string()) })),
  requestContext: z.object({ requestId: z.string() }),
})
/** An event before parsing, as API Gateway and the local server send it. */
export type PageEventInput = z.input<typeof PageEvent>

type Serve = (
  route: PageRoute,
  siteId: string | undefined,
) => Promise<{ readonly html: string; readonly headers: Readonly<Record<string, string>> } | undefined>

export const pageHandler = (serve: Serve, ports: MiddlewarePorts): StepHandler => {
  const answer = async (input: unknown): Promise<LoggedResponse> => {
    const event = PageEvent.safeParse(input)
    if (!event.success) throw new Fault('settings-malformed')
    const { resource, pathParameters, requestContext } = event.data
    const { requestId } = requestContext
    const route = pageRoutes.find(({ path }) => path === resource)
    const page = route && (await serve(route, decodePathSegment(pathParameters?.siteId ?? '') || undefined))
    if (page === undefined) {
      return { requestId, code: 'not-found', response: problemResponse(refused('not-found'), requestId) }
    }
    const headers = { 'Content-Type': 'text/html; charset=utf-8', ...page.headers, 'X-Request-Id': requestId }
    return { requestId, response: { statusCode: 200, headers, body: page.html } }
  }
  const handler = middy<unknown, LoggedResponse>(answer).use(accessLog('serve-page', ports)).use(faultsToProblems())
  return async (event, context) => (await handler(event, { ...context })).response
}
