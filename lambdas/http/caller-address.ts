/** The caller's address, for rate limits only. */
import { isIP } from 'node:net'
import { type GatewayEvent, headerOf } from './gateway-event.ts'

/**
 * The address of the caller. Behind CloudFront the connection is CloudFront's, and the address is in a header that
 * CloudFront overwrites; the environment names that header only where nothing else can reach the API. Without a named
 * header, every header with an address is ignored. A value that is not an address, or includes a port, falls back to
 * the address of the connection: many callers then share a limit, and none escapes it. (A port cannot be cut off: in
 * `2001:db8::1:4653`, the format of CloudFront's own header, nothing shows whether the last part is one.)
 */
export function callerAddress(
  { headers, requestContext }: Pick<GatewayEvent, 'headers' | 'requestContext'>,
  viewerAddressHeader: string | undefined,
): string {
  const address = viewerAddressHeader === undefined ? undefined : headerOf(headers, viewerAddressHeader)
  return address !== undefined && isIP(address) !== 0 ? address : requestContext.identity.sourceIp
}
