/** The callers of the recorded journeys. */
import { createHash, randomUUID } from 'node:crypto'
import { AgentId, SiteId } from '../../contracts/identifiers.ts'
import type { MachinePrincipal, PersonPrincipal } from '../../lambdas/core/people/principal.ts'

export const acme = SiteId.parse('acme')
export const issuer = 'https://issuer.example'

export const backend: MachinePrincipal = {
  kind: 'machine',
  siteId: acme,
  issuer,
  clientId: 'chat',
  agentsOf: issuer,
  scopes: ['sealform/conversations'],
}

/** A person who signs in now: each call is a new sign-in. */
export const signIn = (now: number, subject = 'agent-7', profile = 'agent'): PersonPrincipal => ({
  kind: 'person',
  siteId: acme,
  issuer,
  subject: AgentId.parse(subject),
  profile,
  sessionHash: createHash('sha256').update(randomUUID()).digest('hex'),
  signedInAt: now,
})
