/**
 * Opens a socket with a ticket. A ticket is valid for seconds, for a single use, and only while the sign-in to which it
 * was issued is valid. Only a ticket authenticates a socket; cookies and addresses do not.
 */
import { eventsProtocol, isTicket } from '../../contracts/events.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Log } from '../core/log.ts'
import { hashOf, newClaimant } from '../core/one-time-keys/one-time-key.ts'
import { refusalRecordMs } from '../core/one-time-keys/refuse-key.ts'
import type { SignInRecord, Tickets } from '../core/push/connections.ts'
import type { Randomness } from '../core/randomness.ts'
import { agentActor } from '../identity/actor.ts'
import { closeReasonFor, type SocketAuthorizationPorts } from './socket-authorization.ts'

export interface UseTicketPorts extends SocketAuthorizationPorts {
  readonly tickets: Tickets
  readonly audit: Pick<AuditLog, 'record'>
  readonly log: Log
  readonly randomness: Randomness
}

/**
 * Returns the ticket from the subprotocols that a page offers. The page must offer exactly two: the ticket and our own
 * subprotocol. Subprotocols are tokens separated by commas (RFC 6455, section 11.3.4), and a ticket contains no comma.
 */
export const ticketFromProtocols = (offered: string | undefined): string | undefined => {
  const protocols = (offered ?? '').split(',').map((protocol) => protocol.trim())
  const [ticket, ...more] = protocols.filter((protocol) => protocol !== eventsProtocol)
  return ticket !== undefined && more.length === 0 && protocols.length === 2 && isTicket(ticket) ? ticket : undefined
}

/** Claims the ticket. Returns its sign-in, or nothing if the ticket is invalid for any reason. */
export const useTicket =
  (ports: UseTicketPorts) =>
  async (offered: string | undefined): Promise<SignInRecord | undefined> => {
    const ticket = ticketFromProtocols(offered)
    if (ticket === undefined) return undefined
    const claim = { claimant: newClaimant(ports.randomness), now: ports.clock.now() }
    const used = await ports.tickets.claim(hashOf(ticket), claim)
    if ('refused' in used) {
      if (used.refused?.claimedBy !== undefined) await noteReplay(ports, used.refused.signIn)
      return undefined
    }
    const { signIn } = used.claimed
    return (await closeReasonFor(ports)(signIn)) === undefined ? signIn : undefined
  }

/**
 * Records and logs a replayed ticket. As with a refused key, only the log line is written if the audit record takes too
 * long.
 */
const noteReplay = async ({ audit, log }: UseTicketPorts, signIn: SignInRecord): Promise<void> => {
  const { siteId } = signIn
  const event = { event: 'key-replayed', ...agentActor(signIn), outcome: 'refused', siteId } as const
  await audit.record(event, { withinMs: refusalRecordMs }).catch(() => {})
  log.write({ line: 'event', event: 'key-replayed', siteId })
}
