/** Where a request came from, for limits and for nothing else. */
import { isIP } from 'node:net'
import { type GatewayEvent, headerOf } from './gateway-event.ts'

/**
 * The address of whoever asked. Behind CloudFront the connection is CloudFront's, and the address is in a header that CloudFront
 * writes over whatever the caller sent; the environment names that header only where nothing else can reach the API. Where none
 * is named, every header that tells an address is ignored. What is no address, or tells a port as well, falls back to that of
 * the connection: then many callers share a limit and nobody escapes it. (A port cannot be cut off: in `2001:db8::1:4653`, as
 * CloudFront's own header would have it, nothing says whether the last part is one.)
 */
export function callerAddress(
  { headers, requestContext }: Pick<GatewayEvent, 'headers' | 'requestContext'>,
  viewerAddressHeader: string | undefined,
): string {
  const told = viewerAddressHeader === undefined ? undefined : headerOf(headers, viewerAddressHeader)
  return told !== undefined && isIP(told) !== 0 ? told : requestContext.identity.sourceIp
}
