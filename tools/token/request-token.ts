/**
 * Requests access tokens without a browser. An issuer provides tokens for its chat backend, and a local run provides
 * tokens for any caller.
 */
import * as z from 'zod/mini'
import { UsageFailure } from '../usage-failure.ts'

type Fetch = typeof globalThis.fetch

export interface MachineClient {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
}

const TokenReply = z.object({ access_token: z.string() })

/**
 * Requests a token with the client credentials grant (RFC 6749, section 4.4). The client's id and secret are encoded as
 * in section 2.3.1.
 * @throws {UsageFailure} with one sentence, which quotes nothing from the reply
 */
export const clientCredentialsToken = (
  { tokenUrl, clientId, clientSecret, scopes }: MachineClient,
  fetch: Fetch = globalThis.fetch,
): Promise<string> => {
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
  return requestToken(TokenReply, ({ access_token }) => access_token, tokenUrl, fetch, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') }).toString(),
  })
}

export interface LocalSignIn {
  readonly siteId: string
  readonly subject: string
  /** The person's profile, or `chat-backend` for the machine client. */
  readonly profile: string
}

const LocalReply = z.object({ accessToken: z.string() })

/**
 * Requests a token from a local run. @throws {UsageFailure} if there is no local run at this address, or if it refuses
 * the request
 */
export const localToken = (origin: string, who: LocalSignIn, fetch: Fetch = globalThis.fetch): Promise<string> =>
  requestToken(LocalReply, ({ accessToken }) => accessToken, new URL('/dev/token', origin).href, fetch, {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(who),
  })

const requestToken = async <Reply>(
  schema: z.ZodMiniType<Reply>,
  tokenIn: (reply: Reply) => string,
  url: string,
  fetch: Fetch,
  request: { readonly headers: Record<string, string>; readonly body: string },
): Promise<string> => {
  const post = { ...request, method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(30_000) } as const
  const response = await fetch(url, post).catch(() => undefined)
  if (response === undefined) throw new UsageFailure(`${url} does not respond, so there is no token.`)
  const reply = schema.safeParse(await response.json().catch(() => undefined))
  if (!response.ok || !reply.success) throw new UsageFailure(`${url} returned no token (${response.status}).`)
  return tokenIn(reply.data)
}
