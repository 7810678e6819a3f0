/** Determines the caller's address, for rate limits and for the log. */
import { isIP } from 'node:net'
import * as z from 'zod/mini'
import { GatewayEvent, headerOf } from './gateway-event.ts'

/**
 * Returns the address of the caller. Behind CloudFront the connection comes from CloudFront, and the caller's address
 * is in a header that CloudFront overwrites. The environment names that header only if all requests come through
 * CloudFront. If the environment names no header, all headers with an address are ignored. If the header's value is not
 * an address or includes a port, the address of the connection is used. Many callers then share a limit, but no caller
 * can avoid it. (A port cannot be removed: in `2001:db8::1:4653`, the format of CloudFront's own header, nothing shows
 * whether the last part is a port.)
 */
export function callerAddress(
  { headers, requestContext }: Pick<GatewayEvent, 'headers' | 'requestContext'>,
  viewerAddressHeader: string | undefined,
): string {
  const address = viewerAddressHeader === undefined ? undefined : headerOf(headers, viewerAddressHeader)
  return address !== undefined && isIP(address) !== 0 ? address : requestContext.identity.sourceIp
}

const Connection = z.pick(GatewayEvent, { headers: true, requestContext: true })

/**
 * Returns the address for the log if the environment names the edge's header. Otherwise, returns nothing, also for an
 * event that is not a request.
 */
export function edgeAddress(event: unknown, viewerAddressHeader: string | undefined): { readonly address?: string } {
  const connection = viewerAddressHeader === undefined ? undefined : Connection.safeParse(event).data
  return connection === undefined ? {} : { address: callerAddress(connection, viewerAddressHeader) }
}
