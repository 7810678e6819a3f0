/** The push channel to agents' tabs: the tickets that open sockets, and the records of the open connections. */
import * as z from 'zod/mini'
import type { CloseReason, EventMessage } from '../../../contracts/events.ts'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import { hours } from '../time.ts'

/**
 * The sign-in to which a ticket was issued, as its access token described it. The sign-in is checked again at every
 * use.
 */
export const SignInRecord = z.strictObject({
  siteId: SiteId,
  issuer: z.string(),
  subject: AgentId,
  profile: z.optional(z.string()),
  sessionHash: z.string(),
  signedInAt: z.int(),
})
export type SignInRecord = z.infer<typeof SignInRecord>

/** The stored record of a ticket. It contains only the SHA-256 of the ticket, never the ticket itself. */
export const TicketRecord = z.strictObject({
  ticketHash: z.string(),
  signIn: SignInRecord,
  expiresAt: z.int(),
  claimedBy: z.optional(z.string()),
})
export type TicketRecord = z.infer<typeof TicketRecord>

/** An open socket of an agent. */
export const ConnectionRecord = z.strictObject({
  connectionId: z.string(),
  signIn: SignInRecord,
  connectedAt: z.int(),
})
export type ConnectionRecord = z.infer<typeof ConnectionRecord>

export interface Tickets {
  add(ticket: TicketRecord): Promise<void>
  /**
   * Claims a ticket and returns it. The ticket must not have expired at `now`. It must be unclaimed, or already claimed
   * by the same claimant, whose response may have been lost. If the stored ticket does not allow the claim, returns the
   * stored ticket unchanged. Returns nothing if there is no stored ticket.
   */
  claim(
    ticketHash: string,
    claim: { claimant: string; now: number },
  ): Promise<{ readonly claimed: TicketRecord } | { readonly refused: TicketRecord | undefined }>
}

/**
 * The maximum duration of an API Gateway socket:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const maxConnectionMs = hours(2)

/** A person at a site, regardless of the issuer with which they signed in. */
export type PersonAtSite = Pick<SignInRecord, 'siteId' | 'subject'>

export interface Connections {
  /** Stores a connection until it is removed, or until its maximum duration has passed. */
  add(connection: ConnectionRecord): Promise<void>
  /** Deletes a connection. Idempotent. */
  remove(person: PersonAtSite, connectionId: string): Promise<void>
  /** Lists the connections of a person, read consistently. */
  listByPerson(person: PersonAtSite): Promise<readonly ConnectionRecord[]>
  /**
   * Yields all connections in batches. Only the scheduled check may use this. If a row is malformed, throws
   * `stored-item-malformed` after the last batch.
   */
  all(): AsyncIterable<readonly ConnectionRecord[]>
}

export interface Sockets {
  /** Sends a message. Returns false if the socket is closed. Throws `push-failed`. */
  send(connectionId: string, message: EventMessage): Promise<boolean>
  /** Closes a socket if it is open. Throws `push-failed`. */
  close(connectionId: string, reason: CloseReason): Promise<void>
}
