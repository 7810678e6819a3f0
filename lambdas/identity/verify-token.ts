/**
 * Verifies an access token and returns its principal. `aws-jwt-verify` checks the signature, the keys and the issuer;
 * `token-claims.ts` checks the claims.
 */
import { JwtVerifier } from 'aws-jwt-verify'
import { JwksValidationError, JwkValidationError } from 'aws-jwt-verify/error'
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import * as z from 'zod/mini'
import { decodeBase64url } from '../../contracts/base64url.ts'
import type { Clock } from '../core/clock.ts'
import { Fault } from '../core/fault.ts'
import type { Principal } from '../core/people/principal.ts'
import type { IssuerEntry } from './issuers.ts'
import { isAccessToken, issuerEntryOf, isWithinLifetime, principalOf, type TokenParts } from './token-claims.ts'

/** Fetches the bytes of an issuer's JWKS. Rejects if they are not available. */
export type FetchJwks = (uri: string) => Promise<ArrayBuffer>

export interface TokenVerifierPorts {
  readonly issuers: readonly IssuerEntry[]
  readonly clock: Clock
  readonly fetchJwks: FetchJwks
}

/**
 * Returns the principal of an access token. Returns nothing for an invalid token; the caller does not learn the reason.
 * Throws `issuer-failed` if the issuer's keys are unavailable or malformed, because the token then cannot be verified.
 */
export type VerifyToken = (token: string) => Promise<Principal | undefined>

/** Fetches over HTTPS, with timeouts and one retry. */
export const fetchJwksOverHttps: FetchJwks = (uri) => new SimpleFetcher().fetch(uri)

/**
 * Returns a verifier that caches the issuers' keys. A token with an unknown key id causes one fetch, which is needed
 * after a rotation. For the next ten seconds, unknown key ids cause no fetch, so that forged key ids cannot flood the
 * issuer with requests.
 */
export const tokenVerifier = ({ issuers, clock, fetchJwks }: TokenVerifierPorts): VerifyToken => {
  const verifier = JwtVerifier.create(verifiedIssuers(issuers), {
    jwksCache: new SimpleJwksCache({ fetcher: faultingFetcher(fetchJwks) }),
  })
  return async (token) => {
    const unverified = decoded(token)
    // Reject a token from an unknown issuer without fetching any keys.
    if (unverified === undefined || !issuers.some(({ issuer }) => issuer === unverified.claims.iss)) return undefined
    const claims = await verifier.verify(token).catch(refusedOrFault)
    if (claims === undefined) return undefined
    const parts: TokenParts = { header: unverified.header, claims }
    const now = clock.now()
    const entry = issuerEntryOf(issuers, parts)
    if (entry === undefined || !isWithinLifetime(parts, now) || !isAccessToken(entry, parts)) return undefined
    return principalOf(issuers, entry, parts, now)
  }
}

/** Returns one configuration per issuer, even if people and machines have separate entries. */
const verifiedIssuers = (issuers: readonly IssuerEntry[]) =>
  [...new Map(issuers.map((entry) => [entry.issuer, entry])).values()].map(({ issuer, jwksUri }) => ({
    issuer,
    // The audience alone does not identify the client. `issuerEntryOf` checks the clients below.
    audience: null,
    // Disable the library's check, which uses the system clock. `isWithinLifetime` uses the service's clock and checks
    // more.
    graceSeconds: Number.POSITIVE_INFINITY,
    ...(jwksUri !== undefined && { jwksUri }),
  }))

const faultingFetcher = (fetchJwks: FetchJwks): Fetcher => ({
  fetch: (uri) =>
    fetchJwks(uri).catch((error: unknown) => {
      throw new Fault('issuer-failed', error)
    }),
})

function refusedOrFault(error: unknown): undefined {
  if (error instanceof Fault) throw error
  if (error instanceof JwksValidationError || error instanceof JwkValidationError)
    throw new Fault('issuer-failed', error)
  return undefined
}

/**
 * A token with critical extensions that the recipient does not support must be rejected (RFC 7515, section 4.1.11). We
 * support none.
 */
const Header = z.looseObject({ crit: z.optional(z.never()) })
const Claims = z.looseObject({})

/**
 * Decodes a token. Accepts only the canonical encoding, so that each token has exactly one spelling. The library is
 * more lenient.
 */
function decoded(token: string): TokenParts | undefined {
  const [header, claims, signature, ...more] = token.split('.').map(decodeBase64url)
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return undefined
  try {
    return { header: Header.parse(jsonIn(header)), claims: Claims.parse(jsonIn(claims)) }
  } catch {
    return undefined
  }
}

const jsonIn = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
