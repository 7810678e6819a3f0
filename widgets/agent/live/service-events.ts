/**
 * Connects to the service's push channel. Requests a ticket for the signed-in agent and opens a socket to the page's own origin.
 */
import { eventsPath, eventsProtocol } from '../../../contracts/events.ts'
import { issueEventsTicket } from '../../../contracts/steps/issue-events-ticket.ts'
import type { LiveEvents } from '../../shared/live-events.ts'
import { socketEvents } from '../../shared/socket-events.ts'
import type { Access } from '../sign-in/access.ts'

export const serviceEvents = (access: Access): LiveEvents =>
  socketEvents({
    async ticket() {
      const reply = await access.call(issueEventsTicket, { path: {}, body: {} })
      return reply.outcome === 'done' ? reply.value.ticket : undefined
    },
    open(ticket) {
      const address = new URL(eventsPath, location.href)
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
      return new WebSocket(address, [eventsProtocol, ticket])
    },
    onOnline: (listener, signal) => window.addEventListener('online', listener, { signal }),
  })
