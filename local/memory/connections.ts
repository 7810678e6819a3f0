import type { Connections, PersonAtSite, Tickets } from '../../lambdas/core/push/connections.ts'
import type { Tables } from './tables.ts'

export const memoryTickets = ({ tickets }: Tables): Tickets => ({
  async add(ticket) {
    if (!tickets.has(ticket.ticketHash)) tickets.put(ticket.ticketHash, ticket)
  },

  async claim(ticketHash, { claimant, now }) {
    const ticket = tickets.get(ticketHash)
    const mayClaim =
      ticket !== undefined &&
      now < ticket.expiresAt &&
      (ticket.claimedBy === undefined || ticket.claimedBy === claimant)
    if (!mayClaim) return { refused: ticket }
    const claimed = { ...ticket, claimedBy: claimant }
    tickets.put(ticketHash, claimed)
    return { claimed }
  },
})

const connectionKey = ({ siteId, subject }: PersonAtSite, connectionId: string): string =>
  `${siteId}#${subject}#${connectionId}`

export const memoryConnections = ({ connections }: Tables): Connections => ({
  async add(connection) {
    connections.put(connectionKey(connection.signIn, connection.connectionId), connection)
  },

  async remove(person, connectionId) {
    connections.delete(connectionKey(person, connectionId))
  },

  async listByPerson({ siteId, subject }) {
    return connections.where(({ signIn }) => signIn.siteId === siteId && signIn.subject === subject)
  },

  async *all() {
    yield connections.all()
  },
})
