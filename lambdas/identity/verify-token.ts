/**
 * From an access token to a principal. `aws-jwt-verify` answers for the signature, the keys and the issuer; `token-claims.ts`
 * for what the token says.
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
import { entryOf, isAccessToken, isWithinLifetime, principalOf, type TokenParts } from './token-claims.ts'

/** Fetches an issuer's keys, the bytes of a JWKS. Rejects when they are not to be had. */
export type FetchJwks = (uri: string) => Promise<ArrayBuffer>

export interface TokenVerifierPorts {
  readonly issuers: readonly IssuerEntry[]
  readonly clock: Clock
  readonly fetchJwks: FetchJwks
}

/**
 * The principal that an access token names, or nothing, whatever is wrong with it: the caller learns no reason.
 * Throws `issuer-failed` when the issuer's keys are not to be had, or are no keys, for then nobody can know whether the token is good.
 */
export type VerifyToken = (token: string) => Promise<Principal | undefined>

/** Over https, with time-outs and one retry. */
export const fetchJwksOverHttps: FetchJwks = (uri) => new SimpleFetcher().fetch(uri)

/**
 * Keys are kept once fetched. A token with a key id that they lack fetches them once more, as after a rotation, and then not
 * again for ten seconds, so that made-up key ids do not become a flood at the issuer.
 */
export const tokenVerifier = ({ issuers, clock, fetchJwks }: TokenVerifierPorts): VerifyToken => {
  const verifier = JwtVerifier.create(verifiedIssuers(issuers), {
    jwksCache: new SimpleJwksCache({ fetcher: faultingFetcher(fetchJwks) }),
  })
  return async (token) => {
    const unverified = decoded(token)
    // A stranger's token costs no look at anybody's keys.
    if (unverified === undefined || !issuers.some(({ issuer }) => issuer === unverified.claims.iss)) return undefined
    const claims = await verifier.verify(token).catch(refusedOrFault)
    if (claims === undefined) return undefined
    const parts: TokenParts = { header: unverified.header, claims }
    const now = clock.now()
    const entry = entryOf(issuers, parts)
    if (entry === undefined || !isWithinLifetime(parts, now) || !isAccessToken(entry, parts)) return undefined
    return principalOf(issuers, entry, parts, now)
  }
}

/** One configuration an issuer, though people and machines may have an entry each. */
const verifiedIssuers = (issuers: readonly IssuerEntry[]) =>
  [...new Map(issuers.map((entry) => [entry.issuer, entry])).values()].map(({ issuer, jwksUri }) => ({
    issuer,
    // Not the audience alone says whom a token was made for: the entry's clients are looked up below.
    audience: null,
    // The library would read the machine's clock. `isInTime` judges by ours, and asks for more.
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

/** RFC 7515, section 4.1.11: a token with critical extensions is for those who understand them, and we know none. */
const Header = z.looseObject({ crit: z.optional(z.never()) })
const Claims = z.looseObject({})

/** What a token says of itself, in its one spelling: no second text passes for the same token. The library is lenient there. */
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
