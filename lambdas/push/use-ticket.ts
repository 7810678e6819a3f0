/**
 * A socket is opened with a ticket: single use, alive for seconds, and good only while the sign-in that it was issued to is.
 * Nothing else authenticates a socket, so that no cookie and no address can stand in for it.
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
 * The ticket among the subprotocols that a page offers, if it offers exactly that and ours. They are tokens with commas between
 * them (RFC 6455, section 11.3.4), of which a ticket has none.
 */
export const ticketFromProtocols = (offered: string | undefined): string | undefined => {
  const protocols = (offered ?? '').split(',').map((protocol) => protocol.trim())
  const [ticket, ...more] = protocols.filter((protocol) => protocol !== eventsProtocol)
  return ticket !== undefined && more.length === 0 && protocols.length === 2 && isTicket(ticket) ? ticket : undefined
}

/** Spends the ticket. Answers with the sign-in behind it; with nothing when it was no good, for whatever reason. */
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

/** The log line stands for a record that cannot be written in time, as it does for a refused key. */
const noteReplay = async ({ audit, log }: UseTicketPorts, signIn: SignInRecord): Promise<void> => {
  const { siteId } = signIn
  const event = { event: 'key-replayed', ...agentActor(signIn), outcome: 'refused', siteId } as const
  await audit.record(event, { withinMs: refusalRecordMs }).catch(() => {})
  log.write({ line: 'event', event: 'key-replayed', siteId })
}
