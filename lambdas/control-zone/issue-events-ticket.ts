/**
 * issue-events-ticket: issues a ticket with which an agent's tab opens its socket. The ticket is valid for seconds and
 * for a single use.
 */
import { ticketPrefix } from '../../contracts/events.ts'
import { issueEventsTicket as step } from '../../contracts/steps/issue-events-ticket.ts'
import { hashOf } from '../core/one-time-keys/one-time-key.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Tickets } from '../core/push/connections.ts'
import type { Randomness } from '../core/randomness.ts'
import { countAgainstLimit, type RateLimits, rateLimits } from '../core/rate-limits.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { seconds, timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface IssueEventsTicketPorts extends AdmissionPorts {
  readonly records: Records
  readonly tickets: Tickets
  readonly randomness: Randomness
  readonly limits: RateLimits
}

const ticketSeconds = 30

/**
 * Issues a ticket. This does not count as activity, although the request is a POST: a tab requests a new ticket
 * automatically each time its socket closes, and this would keep an absent agent signed in.
 */
export const issueEventsTicket =
  (ports: IssueEventsTicketPorts) =>
  async ({ principal }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller

    const { kind: _, profile, ...signIn } = caller.admitted.person
    const retryAfterSeconds = countAgainstLimit(ports.limits, rateLimits.tickets, signIn.sessionHash)
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })

    const ticket = `${ticketPrefix}${Buffer.from(ports.randomness.bytes(32)).toString('base64url')}`
    const expiresAt = ports.clock.now() + seconds(ticketSeconds)
    await ports.tickets.add({
      ticketHash: hashOf(ticket),
      signIn: { ...signIn, ...(profile !== undefined && { profile }) },
      expiresAt,
    })
    return done({ ticket, expiresAt: timestamp(expiresAt) })
  }
