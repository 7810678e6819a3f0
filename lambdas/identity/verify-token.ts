/**
 * Verifies an access token and returns its principal. `aws-jwt-verify` checks the signature, the keys and the issuer;
 * `token-client.ts` and `token-claims.ts` check the claims.
 */
import { JwtVerifier } from 'aws-jwt-verify'
import {
  JwksValidationError,
  JwkValidationError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtParseError,
} from 'aws-jwt-verify/error'
import type { Fetcher } from 'aws-jwt-verify/https'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import * as z from 'zod/mini'
import { decodeBase64url } from '../../contracts/base64url.ts'
import type { Clock } from '../core/clock.ts'
import { Fault } from '../core/fault.ts'
import type { Principal } from '../core/people/principal.ts'
import type { TokenRule } from '../core/token-rule.ts'
import { discover, discoveryAddressOf } from './discovery.ts'
import type { FetchDocument } from './fetch-document.ts'
import type { IssuerEntry } from './issuers.ts'
import { brokenKindRule, brokenTimeRule, principalOf, type TokenParts } from './token-claims.ts'
import { issuerEntryOf } from './token-client.ts'

export interface TokenVerifierPorts {
  readonly issuers: readonly IssuerEntry[]
  readonly clock: Clock
  readonly fetchDocument: FetchDocument
}

/** The principal of a token, or the rule that refuses it and the entry of the allow-list that was used, if any. */
export type TokenCheck =
  | { readonly principal: Principal; readonly entry: IssuerEntry }
  | { readonly refusedBy: TokenRule; readonly entry?: IssuerEntry }

/**
 * Checks an access token.
 * @throws Fault `issuer-failed` if the issuer's keys are unavailable or malformed, because the token then cannot be
 * verified
 */
export type CheckToken = (token: string) => Promise<TokenCheck>

/**
 * Returns the principal of an access token. Returns nothing for an invalid token; the caller does not learn the reason.
 * @throws Fault `issuer-failed` as `CheckToken` does
 */
export type VerifyToken = (token: string) => Promise<Principal | undefined>

/**
 * Returns a verifier of tokens.
 * @param onRefused is called with the rule that refuses a token
 */
export const tokenVerifier = (
  ports: TokenVerifierPorts,
  onRefused: (rule: TokenRule) => void = () => {},
): VerifyToken => {
  const check = tokenChecker(ports)
  return async (token) => {
    const checked = await check(token)
    if ('principal' in checked) return checked.principal
    onRefused(checked.refusedBy)
    return undefined
  }
}

/**
 * Returns a checker that caches the issuers' keys. A token with an unknown key id causes one fetch, which is needed
 * after a rotation. For the next ten seconds, unknown key ids cause no fetch, so that forged key ids cannot flood the
 * issuer with requests.
 */
export const tokenChecker = ({ issuers, clock, fetchDocument }: TokenVerifierPorts): CheckToken => {
  const verifier = JwtVerifier.create(verifiedIssuers(issuers), {
    jwksCache: new SimpleJwksCache({ fetcher: keysFetcher(issuers, fetchDocument) }),
  })
  return async (token) => {
    const unverified = decoded(token)
    if (unverified === undefined) return { refusedBy: 'malformed' }
    // Reject a token from an unknown issuer without fetching any keys.
    if (!issuers.some(({ issuer }) => issuer === unverified.claims.iss)) return { refusedBy: 'issuer' }
    const claims = await verifier.verify(token).catch(brokenSignatureRule)
    if (typeof claims === 'string') return { refusedBy: claims }
    const parts: TokenParts = { header: unverified.header, claims }
    const now = clock.now()
    const entry = issuerEntryOf(issuers, claims)
    if (entry === undefined) return { refusedBy: 'client' }
    const refusedBy = brokenTimeRule(parts, now) ?? brokenKindRule(entry, parts)
    if (refusedBy !== undefined) return { refusedBy, entry }
    const principal = principalOf(issuers, entry, parts, now)
    return typeof principal === 'string' ? { refusedBy: principal, entry } : { principal, entry }
  }
}

/** Returns one configuration per issuer, even if people and machines have separate entries. */
const verifiedIssuers = (issuers: readonly IssuerEntry[]) =>
  [...new Map(issuers.map((entry) => [entry.issuer, entry])).values()].map(({ issuer, jwksUri, discovery }) => ({
    issuer,
    // The audience alone does not identify the client. `issuerEntryOf` checks the clients below.
    audience: null,
    // Disable the library's check, which uses the system clock. `isWithinLifetime` uses the service's clock and checks
    // more.
    graceSeconds: Number.POSITIVE_INFINITY,
    ...(jwksUri !== undefined && { jwksUri }),
    // `keysFetcher` fetches the keys to which the discovery document refers.
    ...(discovery && { jwksUri: discoveryAddressOf(issuer) }),
  }))

/**
 * Fetches the keys of an issuer. The keys of an issuer with a discovery document are cached under the document's
 * address, so that both are fetched again after a rotation.
 */
const keysFetcher = (issuers: readonly IssuerEntry[], fetchDocument: FetchDocument): Fetcher => {
  const discovered = new Map(
    issuers.filter(({ discovery }) => discovery).map(({ issuer }) => [discoveryAddressOf(issuer), issuer]),
  )
  return {
    async fetch(uri) {
      const issuer = discovered.get(uri)
      const keysUri = issuer === undefined ? uri : (await discover(fetchDocument, issuer)).jwks_uri
      return await fetchDocument(keysUri).catch((error: unknown) => {
        throw new Fault('issuer-failed', error)
      })
    },
  }
}

function brokenSignatureRule(error: unknown): TokenRule {
  if (error instanceof Fault) throw error
  if (error instanceof JwksValidationError || error instanceof JwkValidationError)
    throw new Fault('issuer-failed', error)
  // The library requires standard types of some claims; for example, `scope` must be a string.
  if (error instanceof JwtParseError) return 'malformed'
  if (error instanceof JwtInvalidSignatureAlgorithmError) return 'algorithm'
  return error instanceof JwtInvalidSignatureError ? 'signature' : 'key'
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

const utf8 = new TextDecoder('utf-8', { fatal: true })

const jsonIn = (bytes: Uint8Array): unknown => JSON.parse(utf8.decode(bytes))
