/** An issuer with real keys, whose tokens can be altered in any way. */
import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { SiteId } from '../../../contracts/identifiers.ts'
import type { IssuerEntry } from '../../../lambdas/identity/issuers.ts'
import { tokenVerifier } from '../../../lambdas/identity/verify-token.ts'

export const now = Date.parse('2026-03-02T09:00:00.000Z')
export const nowSeconds = now / 1_000

export const peopleEntry: IssuerEntry = {
  kind: 'people',
  issuer: 'https://people.example',
  clientIds: ['workspace'],
  sites: [SiteId.parse('acme'), SiteId.parse('acme-spain')],
  tokenUse: { by: 'claim', claim: 'token_use', value: 'access' },
  claims: { site: 'site', subject: 'sub', profile: 'profile', session: 'origin_jti', signedInAt: 'auth_time' },
  mfa: { by: 'issuer' },
}
export const machineEntry: IssuerEntry = {
  kind: 'machine',
  issuer: 'https://people.example',
  clientIds: ['chat'],
  sites: [SiteId.parse('acme')],
  tokenUse: { by: 'claim', claim: 'token_use', value: 'access' },
  claims: { site: 'site', scopes: 'scope' },
}
export const otherEntry: IssuerEntry = {
  ...peopleEntry,
  issuer: 'https://other.example/',
  clientIds: ['other-workspace'],
  sites: [SiteId.parse('globex')],
  tokenUse: { by: 'type' },
  mfa: { by: 'claim', claim: 'amr', values: ['mfa', 'hwk'] },
}

export const personClaims = {
  iss: 'https://people.example',
  sub: 'agent-7',
  client_id: 'workspace',
  token_use: 'access',
  site: 'acme',
  profile: 'agent',
  origin_jti: 'sign-in-1',
  auth_time: nowSeconds - 60,
  iat: nowSeconds - 60,
  exp: nowSeconds + 3_600,
}
export const machineClaims = {
  iss: 'https://people.example',
  sub: 'chat',
  client_id: 'chat',
  token_use: 'access',
  site: 'acme',
  scope: 'openid sealform/conversations',
  iat: nowSeconds,
  exp: nowSeconds + 3_600,
}
export const otherClaims = {
  ...personClaims,
  iss: 'https://other.example/',
  client_id: 'other-workspace',
  site: 'globex',
  amr: ['pwd', 'mfa'],
}

export const newSigningKey = async (alg: string, kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { privateKey, jwk, alg, kid }
}
export type TestKey = Awaited<ReturnType<typeof newSigningKey>>

export const peopleKey = await newSigningKey('RS256', 'key-1')
export const otherIssuerKey = await newSigningKey('ES256', 'key-1')

export const sign = (claims: JWTPayload, key: TestKey = peopleKey, header: Partial<JWTHeaderParameters> = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey)

export const jwtPart = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A verifier that trusts the three entries, and the list of its fetches. */
export function tokenFixture({ issuers = [peopleEntry, machineEntry, otherEntry], down = false } = {}) {
  const fetched: string[] = []
  const jwks: Record<'people' | 'other', unknown[]> = { people: [peopleKey.jwk], other: [otherIssuerKey.jwk] }
  const state = { now, down, jwks }
  const verify = tokenVerifier({
    issuers,
    clock: { now: () => state.now },
    async fetchDocument(uri) {
      fetched.push(uri)
      if (state.down) throw new Error('no route to the issuer')
      const keys = uri.startsWith('https://people.example/') ? state.jwks.people : state.jwks.other
      return new TextEncoder().encode(JSON.stringify({ keys })).buffer
    },
  })
  return { verify, fetched, state }
}
