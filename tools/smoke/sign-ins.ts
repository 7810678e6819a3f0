/** The access tokens of the run: as given, from the token endpoint of an issuer, or from a local run. */
import { decodeJwt } from 'jose'
import * as z from 'zod/mini'
import { AgentId } from '../../contracts/identifiers.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { MachineClient, Settings } from './settings.ts'

export interface SignIns {
  /** The access token of the chat backend. */
  readonly backend: string
  readonly agent: string
  /** An agent of the same site, who may also use secure forms. */
  readonly otherAgent: string
  /** The subject of the agent's token, to whom conversations are assigned. */
  readonly agentId: string
}

type Fetch = typeof globalThis.fetch

/** @throws {UsageFailure} when a token cannot be obtained, or is not what it should be. */
export const signInsOf = async (
  { origin, tokens }: Pick<Settings, 'origin' | 'tokens'>,
  fetch: Fetch = globalThis.fetch,
): Promise<SignIns> => {
  if (tokens === 'local') return localSignIns(origin, fetch)
  const { backend, agent, otherAgent, agentId } = tokens
  const subject = subjectOf('agent', agent)
  if (subject === subjectOf('other agent', otherAgent)) {
    throw new UsageFailure(
      'Both agents are the same person: the other agent must be a different person of the same site.',
    )
  }
  return {
    agent,
    otherAgent,
    agentId: agentId ?? subject,
    backend: typeof backend === 'string' ? backend : await clientCredentials(backend, fetch),
  }
}

const subjectOf = (whose: string, token: string): string => {
  try {
    return AgentId.parse(decodeJwt(token).sub)
  } catch {
    throw new UsageFailure(`The token of the ${whose} is not an access token with a subject.`)
  }
}

const conversationsScope = 'sealform/conversations'
const TokenReply = z.object({ access_token: z.string() })

/** RFC 6749, section 4.4, with the client's id and secret encoded as in section 2.3.1. */
const clientCredentials = async (
  { tokenUrl, clientId, clientSecret }: MachineClient,
  fetch: Fetch,
): Promise<string> => {
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
  return requestToken(TokenReply, ({ access_token }) => access_token, tokenUrl, fetch, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: conversationsScope }).toString(),
  })
}

const LocalReply = z.object({ accessToken: z.string() })

const localSignIns = async (origin: string, fetch: Fetch): Promise<SignIns> => {
  const token = (subject: string, profile: string) =>
    requestToken(LocalReply, ({ accessToken }) => accessToken, new URL('/dev/token', origin).href, fetch, {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ siteId: 'acme', subject, profile }),
    })
  return {
    agentId: 'smoke-agent',
    backend: await token('smoke-backend', 'chat-backend'),
    agent: await token('smoke-agent', 'agent'),
    otherAgent: await token('smoke-other-agent', 'agent'),
  }
}

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
