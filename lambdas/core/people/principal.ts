/** The caller that the access token names. The tables, not the token, determine whether the caller may still act. */
import type { AgentId, SiteId } from '../../../contracts/identifiers.ts'

export interface PersonPrincipal {
  readonly kind: 'person'
  readonly siteId: SiteId
  readonly issuer: string
  readonly subject: AgentId
  readonly profile: string | undefined
  /** The SHA-256 of issuer and session id, which is the key of the session's record. */
  readonly sessionHash: string
  /** The time at which the person signed in, in milliseconds. */
  readonly signedInAt: number
}

/** The brand's chat backend: a machine client that opens, transfers and closes conversations. */
export interface MachinePrincipal {
  readonly kind: 'machine'
  readonly siteId: SiteId
  readonly issuer: string
  readonly clientId: string
  /** The issuer of the people to whom this backend assigns conversations. */
  readonly agentsOf: string
  readonly scopes: readonly string[]
}

export type Principal = PersonPrincipal | MachinePrincipal
