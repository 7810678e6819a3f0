/** Logs the address of a caller whose token the authorizer refuses, because no step then logs the request. */
import * as z from 'zod/mini'
import type { Log } from '../core/log.ts'
import { edgeAddress } from '../http/caller-address.ts'

const Request = z.object({ requestContext: z.object({ requestId: z.string() }) })

export function logRefusedToken(log: Log, event: unknown, viewerAddressHeader: string | undefined): void {
  const requestId = Request.safeParse(event).data?.requestContext.requestId ?? 'none'
  log.write({
    ...{ line: 'request', step: 'authorizer', requestId, status: 401, milliseconds: 0, code: 'not-signed-in' },
    ...edgeAddress(event, viewerAddressHeader),
  })
}
