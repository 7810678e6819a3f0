/**
 * Signs an administrator in: OpenID Connect, authorization code with PKCE (RFC 7636). Tokens exist only in the memory of this
 * page. The single-use state and verifier, and the address of the view, must survive the redirect to the issuer. They are
 * therefore in session storage, and the page removes them when the browser returns.
 *
 * A person who was signed out must authenticate again (PCI DSS 8.2.8), even if the issuer still has a session for the browser.
 * The page therefore requests a new login, and ends the issuer's session when the person signs out.
 */
import * as oauth from 'oauth4webapi'
import * as z from 'zod/mini'
import { SignInSettings, signInSettingsName } from '../../../contracts/sign-in-settings.ts'

const pendingSignInKey = 'sealform-admin-sign-in'
const PendingSignIn = z.object({
  state: z.string(),
  verifier: z.string(),
  /** The fragment of the view that the person was in. It contains ids only. */
  view: z.string().check(z.regex(/^(#.*)?$/)),
})
const signedOutKey = 'sealform-admin-signed-out'

export interface Session {
  /** Returns the current access token. Refreshes an expired token. Returns undefined after `end`. */
  accessToken(): Promise<string | undefined>
  /** Forgets all tokens and revokes the refresh token at the issuer. Never rejects. */
  end(): Promise<void>
}

export type SignInResult =
  | { readonly outcome: 'signed-in'; readonly session: Session }
  | { readonly outcome: 'not-yet' }
  | { readonly outcome: 'signed-out' }
  | { readonly outcome: 'failed' }

/** Reads the sign-in settings from the page. Returns undefined if the stage has none. */
export const readSettings = (): SignInSettings | undefined => {
  const content = document.querySelector(`meta[name="${signInSettingsName}"]`)?.getAttribute('content') ?? ''
  if (content === '') return undefined
  const settings = SignInSettings.safeParse(JSON.parse(content))
  return settings.data
}

const serverOf = (settings: SignInSettings): oauth.AuthorizationServer => ({
  issuer: settings.issuer,
  authorization_endpoint: settings.authorizationEndpoint,
  token_endpoint: settings.tokenEndpoint,
  ...(settings.revocationEndpoint !== undefined && { revocation_endpoint: settings.revocationEndpoint }),
  ...(settings.idTokenAlgorithms && { id_token_signing_alg_values_supported: settings.idTokenAlgorithms }),
})

const pageUrl = (): string => `${location.origin}${location.pathname}`

/** Returns request options that allow plain HTTP for a local run, which has no certificate. */
const options = (): { [oauth.allowInsecureRequests]: boolean } => ({
  [oauth.allowInsecureRequests]: location.protocol === 'http:',
})

/** A request to sign in, with the single-use values that the response is checked against. */
export interface AuthorizationRequest {
  readonly address: URL
  readonly state: string
  readonly verifier: string
}

/** The response contains the `state`, so the page can recognise by `statePrefix` a sign-in in a second window. */
export const authorizationRequest = async (
  { authorizationEndpoint, clientId, scope = 'openid', parameters }: SignInSettings,
  statePrefix = '',
): Promise<AuthorizationRequest> => {
  const state = `${statePrefix}${oauth.generateRandomState()}`
  const verifier = oauth.generateRandomCodeVerifier()
  const address = new URL(authorizationEndpoint)
  address.search = new URLSearchParams({
    ...parameters,
    ...{ client_id: clientId, redirect_uri: pageUrl(), response_type: 'code', scope, state },
    ...{ code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    // OpenID Connect Core, section 3.1.2.1: the issuer must authenticate the person again, even if it has a session.
    prompt: 'login',
  }).toString()
  return { address, state, verifier }
}

export const redirectToSignIn = async (settings: SignInSettings): Promise<void> => {
  const { address, state, verifier } = await authorizationRequest(settings)
  sessionStorage.setItem(pendingSignInKey, JSON.stringify({ state, verifier, view: location.hash }))
  location.assign(address)
}

/**
 * Ends the issuer's session by a redirect. If the issuer has no endpoint for ending a session, returns false and does not
 * redirect.
 */
export const redirectToSignOut = (settings: SignInSettings): boolean => {
  const { endSessionEndpoint, endSessionParameter = 'logout_uri', clientId } = settings
  if (endSessionEndpoint === undefined) return false
  const address = new URL(endSessionEndpoint)
  address.search = new URLSearchParams({ client_id: clientId, [endSessionParameter]: pageUrl() }).toString()
  sessionStorage.setItem(signedOutKey, 'yes')
  location.assign(address)
  return true
}

/** Handles the issuer's response in the URL, and removes the response from the URL and the browser history. */
export const completeSignIn = async (settings: SignInSettings): Promise<SignInResult> => {
  const stored = sessionStorage.getItem(pendingSignInKey)
  const wasSignedOut = sessionStorage.getItem(signedOutKey) !== null
  for (const name of [pendingSignInKey, signedOutKey]) sessionStorage.removeItem(name)
  const address = new URL(location.href)
  if (!address.searchParams.has('code') && !address.searchParams.has('error')) {
    return { outcome: wasSignedOut ? 'signed-out' : 'not-yet' }
  }
  history.replaceState(null, '', pageUrl())
  try {
    const { state, verifier, view } = PendingSignIn.parse(JSON.parse(stored ?? ''))
    history.replaceState(null, '', `${pageUrl()}${view}`)
    const session = await redeemCode(settings, { search: address.searchParams, state, verifier })
    return { outcome: 'signed-in', session }
  } catch {
    return { outcome: 'failed' }
  }
}

/** The query of the issuer's response, with the single-use values of the request. */
interface AuthorizationResponse extends Pick<AuthorizationRequest, 'state' | 'verifier'> {
  readonly search: URLSearchParams
}

/** Exchanges the code in the issuer's response for tokens. Rejects if the response is not valid or the issuer refuses. */
export const redeemCode = async (
  settings: SignInSettings,
  { search, state, verifier }: AuthorizationResponse,
): Promise<Session> => {
  const server = serverOf(settings)
  const client = { client_id: settings.clientId }
  const parameters = oauth.validateAuthResponse(server, client, search, state)
  const response = await oauth.authorizationCodeGrantRequest(
    ...([server, client, oauth.None(), parameters, pageUrl(), verifier, options()] as const),
  )
  return sessionOf(settings, await oauth.processAuthorizationCodeResponse(server, client, response))
}

const expiryMarginMs = 30_000
/** The timeout of a token revocation. */
const revocationMs = 3_000

const sessionOf = (settings: SignInSettings, first: oauth.TokenEndpointResponse): Session => {
  const expiryOf = ({ expires_in: seconds = 0 }: oauth.TokenEndpointResponse) =>
    Date.now() + seconds * 1_000 - expiryMarginMs
  const server = serverOf(settings)
  const client = { client_id: settings.clientId }
  let token: oauth.TokenEndpointResponse | undefined = first
  let expiresAt = expiryOf(first)
  let refreshing: Promise<void> | undefined
  const refresh = async (refreshToken: string): Promise<void> => {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options())
    const next = await oauth.processRefreshTokenResponse(server, client, response)
    // `end` was called in the meantime. Revoking the refresh token also revokes the tokens that were derived from it.
    if (token === undefined) return
    token = { ...next, refresh_token: next.refresh_token ?? refreshToken }
    expiresAt = expiryOf(next)
  }
  return {
    async accessToken() {
      const refreshToken = token?.refresh_token
      if (Date.now() >= expiresAt && refreshToken !== undefined) {
        refreshing ??= refresh(refreshToken).finally(() => {
          refreshing = undefined
        })
        await refreshing.catch(() => {})
      }
      return token?.access_token
    },

    async end() {
      const refreshToken = token?.refresh_token
      token = undefined
      if (refreshToken === undefined || server.revocation_endpoint === undefined) return
      const signal = AbortSignal.timeout(revocationMs)
      // A simple CORS request: it takes effect even if the issuer does not allow the page to read the response.
      await oauth
        .revocationRequest(server, client, oauth.None(), refreshToken, { ...options(), signal })
        .catch(() => {})
    },
  }
}
