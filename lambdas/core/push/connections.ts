/** The push channel to agents' tabs: the tickets that open it, the connections and their sockets. */
import * as z from 'zod/mini'
import type { CloseReason, EventMessage } from '../../../contracts/events.ts'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import { hours } from '../time.ts'

/** The sign-in behind a ticket and a connection, from its access token. Its validity is checked each time. */
export const SignInRecord = z.strictObject({
  siteId: SiteId,
  issuer: z.string(),
  subject: AgentId,
  profile: z.optional(z.string()),
  sessionHash: z.string(),
  signedInAt: z.int(),
})
export type SignInRecord = z.infer<typeof SignInRecord>

/** A ticket as it is stored: never the ticket, only its SHA-256. */
export const TicketRecord = z.strictObject({
  ticketHash: z.string(),
  signIn: SignInRecord,
  expiresAt: z.int(),
  claimedBy: z.optional(z.string()),
})
export type TicketRecord = z.infer<typeof TicketRecord>

/** One open socket of one agent. */
export const ConnectionRecord = z.strictObject({
  connectionId: z.string(),
  signIn: SignInRecord,
  connectedAt: z.int(),
})
export type ConnectionRecord = z.infer<typeof ConnectionRecord>

export interface Tickets {
  add(ticket: TicketRecord): Promise<void>
  /**
   * Claims a ticket: it must not be expired at `now`, and unclaimed or claimed by the same claimant, whose response may
   * have been lost. Returns the ticket, or the stored ticket that does not allow the claim, if there is one.
   */
  claim(
    ticketHash: string,
    claim: { claimant: string; now: number },
  ): Promise<{ readonly claimed: TicketRecord } | { readonly refused: TicketRecord | undefined }>
}

/** No API Gateway socket lasts longer: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const maxConnectionMs = hours(2)

/** A person at a site, regardless of the issuer that they signed in with. */
export type PersonAtSite = Pick<SignInRecord, 'siteId' | 'subject'>

export interface Connections {
  /** Stores a connection until it is removed, or has ended in any case. */
  add(connection: ConnectionRecord): Promise<void>
  /** Idempotent. */
  remove(person: PersonAtSite, connectionId: string): Promise<void>
  /** The connections of a person, read consistently. */
  listByPerson(person: PersonAtSite): Promise<readonly ConnectionRecord[]>
  /**
   * Every connection, in batches. Only for the check of all connections. Throws `stored-item-malformed` after the last
   * when one cannot be read.
   */
  all(): AsyncIterable<readonly ConnectionRecord[]>
}

export interface Sockets {
  /** Sends a message; false when the other end is gone. Throws `push-failed`. */
  send(connectionId: string, message: EventMessage): Promise<boolean>
  /** Closes a socket, if it is open. Throws `push-failed`. */
  close(connectionId: string, reason: CloseReason): Promise<void>
}
