/**
 * What the access token says of the agent, read without being believed: the service decides who may do what. It only saves the
 * agent from buttons that would be refused, and the panels of two people in one browser from listening to each other.
 */
import * as z from 'zod/mini'
import type { AgentId } from '../../../contracts/identifiers.ts'

export interface SignedInAgent {
  /** One text for one person of one issuer; nothing when the token does not say. */
  readonly personKey?: string
  /** Whether a claim names this agent. Which claim does is a setting of the service that no page knows. */
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
