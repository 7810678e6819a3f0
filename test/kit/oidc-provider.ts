/**
 * An OpenID provider that was not written for these tests: the certified `oidc-provider`, on a loopback address. It signs
 * people in on its own page with any name, and gives each the groups in `groupsOf`.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type KoaContextWithOIDC } from 'oidc-provider'
import { adminSignIn } from '../../lambdas/control-zone/admin-sign-in.ts'
import { IssuerEntry } from '../../lambdas/identity/issuers.ts'
import type { OtherIssuer } from '../../local/run.ts'

/** The identifier of the API, with which a client asks for an access token (RFC 8707). */
export const api = 'https://forms.acme.example'
export const deskCallback = 'http://127.0.0.1/signed-in'
const administration = 'http://127.0.0.1/admin'

const groupsOf: Readonly<Record<string, readonly string[]>> = {
  'auth0|desk-7': ['Everyone', 'Forms agents'],
  root: ['Everyone', 'Forms administrators'],
  guest: ['Everyone'],
}

export interface RunningProvider {
  readonly issuer: string
  readonly backend: { readonly id: string; readonly secret: string }
  /** What the service needs to know about the provider. */
  readonly forService: OtherIssuer
  close(): Promise<void>
}

/** Claims that a provider’s administrators add to access tokens. */
const addedClaims = ({ oidc }: KoaContextWithOIDC, accountId: string) => {
  const { AuthorizationCode, RefreshToken } = oidc.entities
  const signedIn = AuthorizationCode ?? RefreshToken
  return { groups: groupsOf[accountId] ?? [], auth_time: signedIn?.authTime, amr: ['pwd', 'mfa'] }
}

export const startOidcProvider = async (): Promise<RunningProvider> => {
  const listener: { handle?: ReturnType<Provider['callback']> } = {}
  const server = createServer((request, response) => void listener.handle?.(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const backend = { id: 'chat-backend', secret: randomBytes(32).toString('base64url') }
  const publicClient = {
    token_endpoint_auth_method: 'none',
    response_types: ['code' as const],
    // A native client may receive codes at any port of the loopback address (RFC 8252, section 7.3).
    application_type: 'native',
  } as const
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })

  const provider = new Provider(issuer, {
    clients: [
      { ...publicClient, client_id: 'agent-desk', redirect_uris: [deskCallback] },
      {
        ...publicClient,
        client_id: 'administration',
        redirect_uris: [administration],
        post_logout_redirect_uris: [administration],
      },
      {
        client_id: backend.id,
        client_secret: backend.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'provider-1' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clientBasedCORS: () => true,
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (context, token) =>
      'accountId' in token && typeof token.accountId === 'string' ? addedClaims(context, token.accountId) : undefined,
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'forms sealform/conversations',
          audience: api,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  })
  listener.handle = provider.callback()
  return {
    issuer,
    backend,
    forService: serviceSettings(issuer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The allow-list, as a stage's settings would have it if the provider had a certificate. */
const serviceSettings = (issuer: string): OtherIssuer => {
  const common = {
    sites: ['acme'],
    tokenUse: { by: 'type' },
    requiredClaims: [{ claim: 'aud', value: api }],
    discovery: true,
  }
  const entries = [
    {
      ...common,
      kind: 'people',
      clientIds: ['agent-desk', 'administration'],
      claims: { client: 'client_id', profile: 'groups', session: { all: ['sub', 'auth_time'] } },
      profiles: [
        { value: 'Forms administrators', profile: 'administrator' },
        { value: 'Forms agents', profile: 'agent' },
      ],
      mfa: { by: 'claim', claim: 'amr', values: ['mfa'] },
    },
    { ...common, kind: 'machine', clientIds: ['chat-backend'], claims: { client: 'client_id' } },
  ].map((entry) => ({ ...IssuerEntry.parse({ ...entry, issuer: 'https://needs-a-certificate.example' }), issuer }))
  // The provider has no certificate, so its addresses begin with http. The service accepts only https.
  const asHttps = (text: string) => text.replaceAll(/"http:(\/\/127\.0\.0\.1:\d+\/)/g, '"https:$1')
  const asHttp = (text: string) => text.replace(/^https:(\/\/127\.0\.0\.1:)/, 'http:$1')
  const fetchDocument = async (address: string) => {
    const response = await fetch(asHttp(address))
    if (!response.ok) throw new Error(`the provider answered ${response.status}`)
    return new TextEncoder().encode(asHttps(await response.text())).buffer
  }
  const find = adminSignIn(
    { issuer, clientId: 'administration', scope: 'openid forms', signOut: 'issuer' },
    { fetchDocument, clock: { now: Date.now } },
  )
  return {
    entries,
    fetchDocument,
    signIn: async () => {
      const { authorizationEndpoint, tokenEndpoint, revocationEndpoint, endSessionEndpoint, ...settings } = await find()
      return {
        ...settings,
        authorizationEndpoint: asHttp(authorizationEndpoint),
        tokenEndpoint: asHttp(tokenEndpoint),
        ...(revocationEndpoint && { revocationEndpoint: asHttp(revocationEndpoint) }),
        ...(endSessionEndpoint && { endSessionEndpoint: asHttp(endSessionEndpoint) }),
      }
    },
  }
}
