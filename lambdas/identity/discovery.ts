/**
 * OpenID discovery: an issuer publishes the addresses of its keys and endpoints in a document below its own address.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 */
import * as z from 'zod/mini'
import { Fault } from '../core/fault.ts'
import type { FetchDocument } from './fetch-document.ts'

const httpsAddress = z.string().check(z.regex(/^https:\/\/[^\s/]+/), z.refine(URL.canParse))

const Metadata = z.object({
  issuer: z.string(),
  jwks_uri: httpsAddress,
  authorization_endpoint: z.optional(httpsAddress),
  token_endpoint: z.optional(httpsAddress),
  revocation_endpoint: z.optional(httpsAddress),
  end_session_endpoint: z.optional(httpsAddress),
  id_token_signing_alg_values_supported: z.optional(z.array(z.string())),
})
export type IssuerMetadata = z.infer<typeof Metadata>

/** Returns the address of an issuer's discovery document. A slash at the end of the issuer is not doubled. */
export const discoveryAddressOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/**
 * Fetches an issuer's discovery document. The document must name exactly this issuer (section 4.3), so that no issuer
 * can publish the keys of another.
 * @throws Fault `issuer-failed` if the document is unavailable, malformed, or another issuer's
 */
export async function discover(fetchDocument: FetchDocument, issuer: string): Promise<IssuerMetadata> {
  const metadata = await fetchDocument(discoveryAddressOf(issuer))
    .then((bytes) => Metadata.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))))
    .catch((error: unknown) => {
      throw new Fault('issuer-failed', error)
    })
  if (metadata.issuer !== issuer) throw new Fault('issuer-failed')
  return metadata
}
