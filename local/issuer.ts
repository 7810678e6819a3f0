/**
 * The OpenID issuer of the local run, which gives any caller a token. It replaces Cognito, and the same code verifies
 * its tokens.
 */
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import * as z from 'zod/mini'
import { AgentId, ProfileName, SiteId } from '../contracts/identifiers.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import type { Randomness } from '../lambdas/core/randomness.ts'
import { conversationsScope } from '../lambdas/identity/admission.ts'
import type { FetchDocument } from '../lambdas/identity/fetch-document.ts'
import type { IssuerEntry } from '../lambdas/identity/issuers.ts'
import { type IssuerKey, issuerKeyAlgorithm, publicKeyOf } from './issuer-key.ts'

export const localIssuerName = 'https://issuer.sealform.localhost'
/** The path under which the local server publishes the issuer's keys. */
export const localJwksPath = '/dev/issuer/jwks.json'
/** The profile in a request for the machine client's token. No person can have this profile. */
export const chatBackendProfile = 'chat-backend'

export const agentAppClientId = 'agent-app'
const tokenSeconds = 3_600

const commonEntry = {
  issuer: localIssuerName,
  sites: '*',
  tokenUse: { by: 'type' },
  jwksUri: `${localIssuerName}${localJwksPath}`,
} as const

/** The issuer's entries in the local run's allow-list: the agent's app and the chat backend. */
export const localIssuerEntries: readonly IssuerEntry[] = [
  {
    ...commonEntry,
    kind: 'people',
    clientIds: [agentAppClientId],
    claims: { site: 'site', subject: 'sub', profile: 'profile', session: 'sid', signedInAt: 'auth_time' },
    mfa: { by: 'claim', claim: 'amr', values: ['mfa'] },
  },
  {
    ...commonEntry,
    kind: 'machine',
    clientIds: [chatBackendProfile],
    claims: { site: 'site', scopes: 'scope' },
  },
]

/** Parses an ISO 8601 time with offset into milliseconds. The time must not be in the future. */
const pastTime = (clock: Clock) =>
  z.pipe(
    z.iso.datetime({ offset: true }),
    z.pipe(
      z.transform((text: string) => Date.parse(text)),
      z.int().check(z.refine((time) => time > 0 && time <= clock.now())),
    ),
  )

/** The body of `POST /dev/token`. */
export const tokenRequest = (clock: Clock) =>
  z.strictObject({
    siteId: SiteId,
    subject: AgentId,
    profile: z._default(ProfileName, ProfileName.parse('agent')),
    /**
     * The time of the sign-in, if it should be in the past. The token's own time of issue is still the current time.
     */
    authTime: z.optional(pastTime(clock)),
  })
export type TokenRequest = z.infer<ReturnType<typeof tokenRequest>>

export interface TokenReply {
  readonly accessToken: string
  /** The lifetime of the token in seconds. */
  readonly expiresIn: number
}

export interface LocalIssuer {
  /** Issues a token for a new sign-in with its own session. */
  issueToken(request: TokenRequest): Promise<TokenReply>
  /** The public keys, as the server publishes them. */
  readonly jwks: { readonly keys: readonly object[] }
  /** Returns the public keys as bytes, for the token verifier in this process. */
  readonly fetchDocument: FetchDocument
}

export interface LocalIssuerSettings {
  readonly key: IssuerKey
  readonly clock: Clock
  readonly randomness: Randomness
}

export async function localIssuer({ key, clock, randomness }: LocalIssuerSettings): Promise<LocalIssuer> {
  const signingKey = await importJWK(key, issuerKeyAlgorithm)
  const jwks = { keys: [publicKeyOf(key)] }
  return {
    jwks,
    fetchDocument: async () => new TextEncoder().encode(JSON.stringify(jwks)).buffer,
    async issueToken(request) {
      const now = clock.now()
      const issuedAt = Math.floor(now / 1_000)
      const accessToken = await new SignJWT(claimsOf(request, now, randomness))
        .setProtectedHeader({ alg: issuerKeyAlgorithm, kid: key.kid, typ: 'at+jwt' })
        .setIssuer(localIssuerName)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + tokenSeconds)
        .setJti(randomness.uuid())
        .sign(signingKey)
      return { accessToken, expiresIn: tokenSeconds }
    },
  }
}

function claimsOf(
  { siteId, subject, profile, authTime }: TokenRequest,
  now: number,
  randomness: Randomness,
): JWTPayload {
  if (profile === chatBackendProfile) {
    return { site: siteId, sub: chatBackendProfile, client_id: chatBackendProfile, scope: conversationsScope }
  }
  return {
    site: siteId,
    sub: subject,
    client_id: agentAppClientId,
    profile,
    sid: randomness.uuid(),
    // A NumericDate may have a fraction (RFC 7519, section 2).
    auth_time: (authTime ?? now) / 1_000,
    amr: ['pwd', 'otp', 'mfa'],
  }
}
