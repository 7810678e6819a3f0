/** The events of an agent's forms, over the WebSocket of the service. */
import type { CallResult } from '../../contracts/client.ts'
import { eventsPath, eventsProtocol } from '../../contracts/events.ts'
import type { Problem } from '../../contracts/problem.ts'
import type { issueEventsTicket } from '../../contracts/steps/issue-events-ticket.ts'
import type { LiveEventHandlers } from '../shared/live-events.ts'
import { socketEvents } from '../shared/socket-events.ts'
import type { Method, ReplyOf } from './method-types.ts'

type TicketStep = typeof issueEventsTicket

export interface EventsOptions extends LiveEventHandlers {
  /** Closes the connection. */
  readonly signal: AbortSignal
  /**
   * Called if the service refuses the connection because the agent is not signed in or not permitted. The client then
   * does not connect again.
   */
  readonly onRefused?: (problem: Problem) => void
}

export interface ConnectEvents<HasToken extends boolean> {
  /**
   * Receives the events of the agent's forms until the signal aborts. Requests a single-use ticket for each connection.
   * Connects again when the connection is lost, after a pause that grows with each failure. Needs a global `WebSocket`: a
   * browser, or Node 22 or later.
   */
  connectEvents(options: HasToken extends true ? EventsOptions : EventsOptions & { readonly accessToken: string }): void
}

/** Refusals of a ticket that another attempt does not change. */
const isFinal = ({ status }: Problem): boolean => status === 401 || status === 403

/** Requests a ticket. @throws {CallFailure} if there is no response */
type IssueTicket = (
  input: NonNullable<Parameters<Method<TicketStep, true>>[0]>,
) => Promise<CallResult<ReplyOf<TicketStep>>>

export const connectEvents =
  (origin: string, issueTicket: IssueTicket) =>
  ({ signal, onRefused, accessToken, ...handlers }: EventsOptions & { readonly accessToken?: string }): void => {
    const refusing = new AbortController()
    const ending = AbortSignal.any([signal, refusing.signal])
    if (signal.aborted) return
    socketEvents({
      async ticket() {
        const input = { signal: ending, ...(accessToken !== undefined && { accessToken }) }
        const result = await issueTicket(input).catch(() => undefined)
        if (result?.problem !== undefined && isFinal(result.problem)) {
          refusing.abort()
          onRefused?.(result.problem)
        }
        return result?.reply?.ticket
      },
      open(ticket) {
        const address = new URL(eventsPath, origin)
        address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
        return new WebSocket(address, [eventsProtocol, ticket])
      },
      onOnline(listener, until) {
        if (typeof addEventListener === 'function') addEventListener('online', listener, { signal: until })
      },
    }).listen(handlers, ending)
  }
