/** The push channel to agents' tabs: tickets that open it, connections, and the sockets at their ends. */
import * as z from 'zod/mini'
import type { CloseReason, EventMessage } from '../../../contracts/events.ts'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import { hours } from '../time.ts'

/** The sign-in behind a ticket and a connection, as its access token told it. Whether it still holds is asked each time. */
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
   * Claims a ticket: it must not be expired at `now`, and unclaimed or claimed by this very claimant, whose answer may have
   * been lost. Answers with the ticket, or with what stands there instead, if anything.
   */
  claim(
    ticketHash: string,
    claim: { claimant: string; now: number },
  ): Promise<{ readonly claimed: TicketRecord } | { readonly refused: TicketRecord | undefined }>
}

/** No socket of API Gateway lasts longer: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const maxConnectionMs = hours(2)

/** Somebody at a site, whichever issuer they signed in with. */
export type PersonAtSite = Pick<SignInRecord, 'siteId' | 'subject'>

export interface Connections {
  /** Keeps a connection until it is removed, or over in any case. */
  add(connection: ConnectionRecord): Promise<void>
  /** Repeats safely. */
  remove(person: PersonAtSite, connectionId: string): Promise<void>
  /** The connections of somebody, read consistently. */
  listByPerson(person: PersonAtSite): Promise<readonly ConnectionRecord[]>
  /**
   * Every connection, some at a time. For the check of all of them and for nothing else. Throws `stored-item-malformed` after the last when
   * one cannot be read.
   */
  all(): AsyncIterable<readonly ConnectionRecord[]>
}

export interface Sockets {
  /** Sends a message; false when nobody is at the other end any more. Throws `push-failed`. */
  send(connectionId: string, message: EventMessage): Promise<boolean>
  /** Closes a socket, if it is open. Throws `push-failed`. */
  close(connectionId: string, reason: CloseReason): Promise<void>
}
