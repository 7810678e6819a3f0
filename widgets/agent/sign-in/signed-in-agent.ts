/**
 * Reads the agent's identity from the access token. Does not verify the token, because the service authorizes each call. The
 * identity is used only to hide buttons whose action the service would refuse, and to separate the panels of two people in one
 * browser.
 */
import * as z from 'zod/mini'
import type { AgentId } from '../../../contracts/identifiers.ts'

export interface SignedInAgent {
  /** Identifies one person at one issuer. Undefined if the token lacks the necessary claims. */
  readonly personKey?: string
  /** Returns true if any claim in the access token equals this agent id. Pages do not know which claim the service uses. */
  matchesAgentId(agentId: AgentId): boolean
}

const Claims = z.record(z.string(), z.unknown())

const readClaims = (token: string): Readonly<Record<string, unknown>> => {
  const [, payload = ''] = token.split('.')
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0))
    return Claims.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return {}
  }
}

export const signedInAgentFrom = (token: string): SignedInAgent => {
  const claims = readClaims(token)
  const { iss, sub } = claims
  const matchesAgentId = (agentId: AgentId) => Object.values(claims).includes(agentId)
  return typeof iss === 'string' && typeof sub === 'string'
    ? { personKey: JSON.stringify([iss, sub]), matchesAgentId }
    : { matchesAgentId }
}
