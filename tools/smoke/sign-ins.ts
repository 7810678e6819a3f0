/**
 * Gets the access tokens of the run. The tokens are in the settings, or they come from an issuer's token endpoint or
 * from a local run.
 */
import { decodeJwt } from 'jose'
import { AgentId } from '../../contracts/identifiers.ts'
import { clientCredentialsToken, localToken } from '../token/request-token.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { Target } from './settings.ts'

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

/**
 * Returns the access tokens. @throws {UsageFailure} if a token cannot be obtained or does not have the expected content
 */
export const signInsOf = async ({ origin, tokens }: Target, fetch: Fetch = globalThis.fetch): Promise<SignIns> => {
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
    backend: typeof backend === 'string' ? backend : await clientCredentialsToken(backend, fetch),
  }
}

const subjectOf = (whose: string, token: string): string => {
  try {
    return AgentId.parse(decodeJwt(token).sub)
  } catch {
    throw new UsageFailure(`The token of the ${whose} is not an access token with a subject.`)
  }
}

const localSignIns = async (origin: string, fetch: Fetch): Promise<SignIns> => {
  const token = (subject: string, profile: string) => localToken(origin, { siteId: 'acme', subject, profile }, fetch)
  return {
    agentId: 'smoke-agent',
    backend: await token('smoke-backend', 'chat-backend'),
    agent: await token('smoke-agent', 'agent'),
    otherAgent: await token('smoke-other-agent', 'agent'),
  }
}
