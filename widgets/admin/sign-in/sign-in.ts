/**
 * Signs an administrator in: OpenID Connect, authorization code with PKCE (RFC 7636). Tokens are in the memory of this page
 * alone. What has to survive the way to the issuer and back, a state and a verifier that are good once, is in session storage and
 * leaves it on return.
 */
import * as oauth from 'oauth4webapi'
import * as z from 'zod/mini'
import { SignInSettings, signInSettingsName } from '../../../contracts/sign-in-settings.ts'

const underWay = 'sealform-admin-sign-in'
const UnderWay = z.object({ state: z.string(), verifier: z.string() })

export interface Session {
  /** A token that is good now; nothing when the issuer gives no other. */
  accessToken(): Promise<string | undefined>
}

export type Returned =
  | { readonly came: 'signed-in'; readonly session: Session }
  | { readonly came: 'not-yet' }
  | { readonly came: 'failed' }

/** Nothing when the stage did not say how. */
export const readSettings = (): SignInSettings | undefined => {
  const content = document.querySelector(`meta[name="${signInSettingsName}"]`)?.getAttribute('content') ?? ''
  if (content === '') return undefined
  const settings = SignInSettings.safeParse(JSON.parse(content))
  return settings.data
}

const serverOf = ({ issuer, authorizationEndpoint, tokenEndpoint }: SignInSettings): oauth.AuthorizationServer => ({
  issuer,
  authorization_endpoint: authorizationEndpoint,
  token_endpoint: tokenEndpoint,
})

const here = (): string => `${location.origin}${location.pathname}`

/** The page of a laptop, which has no certificate, speaks to itself. */
const options = (): { [oauth.allowInsecureRequests]: boolean } => ({
  [oauth.allowInsecureRequests]: location.protocol === 'http:',
})

export const leaveToSignIn = async ({ authorizationEndpoint, clientId }: SignInSettings): Promise<void> => {
  const state = oauth.generateRandomState()
  const verifier = oauth.generateRandomCodeVerifier()
  const address = new URL(authorizationEndpoint)
  address.search = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: here(), response_type: 'code', scope: 'openid', state },
    ...{ code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
  }).toString()
  sessionStorage.setItem(underWay, JSON.stringify({ state, verifier }))
  location.assign(address)
}

/** Takes what the issuer sent back with the browser, and takes it out of the address and the history. */
export const returnFromSignIn = async (settings: SignInSettings): Promise<Returned> => {
  const kept = sessionStorage.getItem(underWay)
  sessionStorage.removeItem(underWay)
  const address = new URL(location.href)
  if (!address.searchParams.has('code') && !address.searchParams.has('error')) return { came: 'not-yet' }
  history.replaceState(null, '', here())
  try {
    const { state, verifier } = UnderWay.parse(JSON.parse(kept ?? ''))
    const server = serverOf(settings)
    const client = { client_id: settings.clientId }
    const parameters = oauth.validateAuthResponse(server, client, address, state)
    const response = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None(), parameters, here(), verifier, options()] as const),
    )
    return {
      came: 'signed-in',
      session: sessionOf(settings, await oauth.processAuthorizationCodeResponse(server, client, response)),
    }
  } catch {
    return { came: 'failed' }
  }
}

const soonMs = 30_000

const sessionOf = (settings: SignInSettings, first: oauth.TokenEndpointResponse): Session => {
  const goodUntil = ({ expires_in: seconds = 0 }: oauth.TokenEndpointResponse) => Date.now() + seconds * 1_000 - soonMs
  let token = first
  let until = goodUntil(first)
  let refreshing: Promise<void> | undefined
  const refresh = async (refreshToken: string): Promise<void> => {
    const server = serverOf(settings)
    const client = { client_id: settings.clientId }
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options())
    const next = await oauth.processRefreshTokenResponse(server, client, response)
    token = { ...next, refresh_token: next.refresh_token ?? refreshToken }
    until = goodUntil(next)
  }
  return {
    async accessToken() {
      const { refresh_token: refreshToken } = token
      if (Date.now() >= until && refreshToken !== undefined) {
        refreshing ??= refresh(refreshToken).finally(() => {
          refreshing = undefined
        })
        await refreshing.catch(() => {})
      }
      return token.access_token
    },
  }
}
