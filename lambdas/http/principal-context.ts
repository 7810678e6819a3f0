/** Passes a principal through API Gateway, whose authorizer context can contain only flat strings. */
import * as z from 'zod/mini'
import { AgentId, ProfileName, SiteId } from '../../contracts/identifiers.ts'
import type { Principal } from '../core/people/principal.ts'

const text = z.string().check(z.minLength(1))

const PersonContext = z.object({
  kind: z.literal('person'),
  siteId: SiteId,
  issuer: text,
  subject: AgentId,
  profile: z.optional(ProfileName),
  sessionHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  signedInAt: z.string().check(z.regex(/^\d{1,15}$/)),
})

const MachineContext = z.object({
  kind: z.literal('machine'),
  siteId: SiteId,
  issuer: text,
  clientId: text,
  agentsOf: text,
  scopes: z.string(),
})

/** Other names are allowed, because API Gateway adds its own: `principalId` and `integrationLatency`. */
const PrincipalContext = z.discriminatedUnion('kind', [PersonContext, MachineContext])

const TokenEnd = z.object({ tokenExpiresAt: z.string().check(z.regex(/^\d{1,15}$/)) })

/** Returns the context of a principal and the end of its token, in milliseconds. */
export const contextOfToken = (principal: Principal, expiresAt: number): Record<string, string> => ({
  ...principalToContext(principal),
  tokenExpiresAt: String(expiresAt),
})

/**
 * True if the token has ended, or if the context does not say when it ends. API Gateway caches the context, so each step
 * makes this check itself.
 */
export const isTokenExpired = (context: unknown, now: number): boolean => {
  const end = TokenEnd.safeParse(context)
  return !end.success || now >= Number(end.data.tokenExpiresAt)
}

export const principalToContext = (principal: Principal): Record<string, string> => {
  if (principal.kind === 'machine') return { ...principal, scopes: principal.scopes.join(' ') }
  const { profile, signedInAt, ...texts } = principal
  return { ...texts, signedInAt: String(signedInAt), ...(profile !== undefined && { profile }) }
}

/** Returns the principal that the authorizer passed on, or nothing if the context is missing or malformed. */
export const principalFromContext = (context: unknown): Principal | undefined => {
  const parsed = PrincipalContext.safeParse(context)
  if (!parsed.success) return undefined
  const { data } = parsed
  return data.kind === 'machine'
    ? { ...data, scopes: data.scopes.split(' ').filter((scope) => scope !== '') }
    : { ...data, profile: data.profile, signedInAt: Number(data.signedInAt) }
}
