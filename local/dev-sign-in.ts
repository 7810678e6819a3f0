/**
 * The sign-in page of the local run's issuer. It replaces Cognito's sign-in page and accepts any identity. It uses
 * OAuth 2.1's authorization code with PKCE, so that the pages sign people in as they do in a deployment.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { SignInSettings } from '../contracts/sign-in-settings.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import type { Outcome } from '../lambdas/core/outcome.ts'
import { isRefusal, refused } from '../lambdas/core/outcome.ts'
import type { Randomness } from '../lambdas/core/randomness.ts'
import { minutes } from '../lambdas/core/time.ts'
import type { GatewayResponse } from '../lambdas/http/gateway-event.ts'
import { headersOf, problemResponse, successResponse } from '../lambdas/http/response.ts'
import { agentAppClientId, localIssuerName, type TokenReply } from './issuer.ts'

export const devAuthorizePath = '/dev/authorize'
export const devOauthTokenPath = '/dev/oauth/token'
export const devEndSessionPath = '/dev/logout'

export const signInSettingsOf = (origin: string): SignInSettings => ({
  issuer: localIssuerName,
  clientId: agentAppClientId,
  authorizationEndpoint: `${origin}${devAuthorizePath}`,
  tokenEndpoint: `${origin}${devOauthTokenPath}`,
  endSessionEndpoint: `${origin}${devEndSessionPath}`,
})

export interface DevSignIn {
  /** Returns the page that asks for an identity. */
  signInPage(query: URLSearchParams, requestId: string): GatewayResponse
  /** Redirects the browser back with a code. */
  grant(form: URLSearchParams, requestId: string): GatewayResponse
  /** Exchanges a code and its PKCE verifier for a token. */
  exchange(form: URLSearchParams, requestId: string): Promise<GatewayResponse>
  /**
   * Redirects the browser back. The issuer has no session to end, because its sign-in page asks for an identity each
   * time.
   */
  endSession(query: URLSearchParams, requestId: string): GatewayResponse
}

export interface DevSignInPorts {
  /** Issues a token, as `POST /dev/token` does. */
  readonly token: (body: unknown) => Promise<Outcome<TokenReply>>
  readonly clock: Clock
  readonly randomness: Randomness
}

/**
 * The address of the administration page. Only its path is used, so the browser is never redirected to another origin.
 */
const AdminPage = z
  .string()
  .check(z.refine((address) => URL.canParse(address) && new URL(address).pathname === '/admin'))

const AuthorizationRequest = z.object({
  redirect_uri: AdminPage,
  code_challenge: z.string().check(z.regex(/^[\w-]{43}$/)),
  code_challenge_method: z.literal('S256'),
  client_id: z.literal(agentAppClientId),
  state: z.string(),
  /**
   * Only `login` is supported. It requires that the page asks for an identity at each sign-in, and the page always
   * does.
   */
  prompt: z.optional(z.literal('login')),
})

/** A request to end the session, with the parameters of Cognito's `/logout`. */
const EndSessionRequest = z.object({ client_id: z.literal(agentAppClientId), logout_uri: AdminPage })

const ClaimedIdentity = z.object({ siteId: z.string(), subject: z.string(), profile: z.string() })
type ClaimedIdentity = z.infer<typeof ClaimedIdentity>

const codeLifetimeMs = minutes(1)

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const redirectTo = (path: string, requestId: string): GatewayResponse => ({
  statusCode: 303,
  headers: { ...headersOf(requestId), Location: path },
  body: '',
})

export const devSignIn = ({ token, clock, randomness }: DevSignInPorts): DevSignIn => {
  const granted = new Map<
    string,
    { readonly who: ClaimedIdentity; readonly challenge: string; readonly until: number }
  >()
  const notValid = (requestId: string) => problemResponse(refused('not-valid'), requestId)
  return {
    signInPage(query, requestId) {
      const parsed = AuthorizationRequest.safeParse(Object.fromEntries(query))
      if (!parsed.success) return notValid(requestId)
      const headers = { ...headersOf(requestId), 'Content-Type': 'text/html; charset=utf-8' }
      return { statusCode: 200, headers: { ...headers, 'Content-Security-Policy': policy }, body: page(parsed.data) }
    },

    grant(form, requestId) {
      const fields = Object.fromEntries(form)
      const parsed = AuthorizationRequest.safeParse(fields)
      const who = ClaimedIdentity.safeParse(fields)
      if (!parsed.success || !who.success) return notValid(requestId)
      const code = randomness.uuid()
      granted.set(code, {
        who: who.data,
        challenge: parsed.data.code_challenge,
        until: clock.now() + codeLifetimeMs,
      })
      const { pathname } = new URL(parsed.data.redirect_uri)
      const back = new URLSearchParams({ code, state: parsed.data.state, iss: localIssuerName })
      return redirectTo(`${pathname}?${back}`, requestId)
    },

    async exchange(form, requestId) {
      const code = form.get('code') ?? ''
      const grant = granted.get(code)
      granted.delete(code)
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (grant === undefined || clock.now() >= grant.until || grant.challenge !== challenge) return notValid(requestId)
      const issued = await token(grant.who)
      if (isRefusal(issued)) return problemResponse(issued, requestId)
      const { accessToken: access_token, expiresIn: expires_in } = issued.value
      return successResponse(200, { access_token, expires_in, token_type: 'Bearer' }, requestId)
    },

    endSession(query, requestId) {
      const parsed = EndSessionRequest.safeParse(Object.fromEntries(query))
      if (!parsed.success) return notValid(requestId)
      return redirectTo(new URL(parsed.data.logout_uri).pathname, requestId)
    },
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const page = (parsed: z.infer<typeof AuthorizationRequest>): string => {
  const hidden = Object.entries(parsed).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  )
  const field = (name: string, label: string, value: string) =>
    `<p><label for="${name}">${label}</label><br><input id="${name}" name="${name}" value="${value}" required></p>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Sign in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:3rem auto;padding:0 1rem}input,button{font:inherit;padding:.5rem;width:100%;box-sizing:border-box}</style>
</head><body><main><h1>Sign in</h1><p>This is your own machine: any identity is accepted.</p>
<form method="post" action="${devAuthorizePath}">${hidden.join('')}
${field('siteId', 'Site', 'acme')}${field('subject', 'Name', 'root')}${field('profile', 'Profile', 'administrator')}
<p><button>Sign in</button></p></form></main></body></html>`
}
