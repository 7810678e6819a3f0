/** issue-events-ticket: the agent's tab gets what opens its push channel, once and within seconds. */
import { ticketPrefix } from '../../contracts/events.ts'
import { issueEventsTicket as step } from '../../contracts/steps/issue-events-ticket.ts'
import { hashOf } from '../core/one-time-keys/one-time-key.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Tickets } from '../core/push/connections.ts'
import type { Randomness } from '../core/randomness.ts'
import { countWithin, type RateLimits, rateLimits } from '../core/rate-limits.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { seconds, timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'

export interface IssueEventsTicketPorts extends AdmissionPorts {
  readonly records: Records
  readonly tickets: Tickets
  readonly randomness: Randomness
  readonly limits: RateLimits
}

const ticketSeconds = 30

/**
 * No activity, though it is a POST: a tab asks by itself whenever its socket was closed, and would keep somebody signed in who
 * has long left their desk.
 */
export const issueEventsTicket =
  (ports: IssueEventsTicketPorts) =>
  async ({ principal }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(wantedCallerRecords(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller

    const { kind: _, profile, ...signIn } = caller.admitted.person
    const retryAfterSeconds = countWithin(ports.limits, rateLimits.tickets, signIn.sessionHash)
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
