import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { AgentId } from '../../contracts/identifiers.ts'
import type { ConnectionRecord, TicketRecord } from '../../lambdas/core/push/connections.ts'
import { newClaimant, newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function connectionsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, now } = storage()
    const moment = now()
    const { session } = newSampleRecords(moment)
    const { siteId, issuer, subject, sessionHash } = session
    const signIn = { siteId, issuer, subject, sessionHash, signedInAt: moment - 1_000 }
    const ticket: TicketRecord = { ticketHash: newHash(), signIn, expiresAt: moment + 30_000 }
    const connection: ConnectionRecord = { connectionId: `${randomUUID()}=`, signIn, connectedAt: moment }
    return { ...ports, now: moment, signIn, ticket, connection }
  }
  const stored = async () => {
    const sample = fresh()
    await sample.tickets.add(sample.ticket)
    return sample
  }

  test('a ticket can be claimed by one claimant, who may repeat the claim', async () => {
    const { tickets, ticket, now } = await stored()
    const claimant = newClaimant()
    const claimed = { ...ticket, claimedBy: claimant }
    expect(await tickets.claim(ticket.ticketHash, { claimant, now })).toEqual({ claimed })
    expect(await tickets.claim(ticket.ticketHash, { claimant, now })).toEqual({ claimed })
    expect(await tickets.claim(ticket.ticketHash, { claimant: newClaimant(), now })).toEqual({ refused: claimed })
  })

  test('a spent ticket stays spent if it is added again', async () => {
    const { tickets, ticket, now } = await stored()
    await tickets.claim(ticket.ticketHash, { claimant: newClaimant(), now })
    await tickets.add(ticket)
    expect(await tickets.claim(ticket.ticketHash, { claimant: newClaimant(), now })).toHaveProperty('refused')
  })

  test('a ticket can be claimed until the millisecond before its expiry', async () => {
    const { tickets, ticket } = await stored()
    const claimAt = (now: number) => tickets.claim(ticket.ticketHash, { claimant: 'one and the same', now })
    expect(await claimAt(ticket.expiresAt)).toEqual({ refused: ticket })
    expect(await claimAt(ticket.expiresAt - 1)).toHaveProperty('claimed')
  })

  test('claiming an unknown ticket is refused and creates nothing', async () => {
    const { tickets, ticket, now } = fresh()
    const claim = () => tickets.claim(ticket.ticketHash, { claimant: newClaimant(), now })
    expect(await claim()).toEqual({ refused: undefined })
    expect(await claim()).toEqual({ refused: undefined })
  })

  test('only one of 50 concurrent claims of a ticket succeeds', async () => {
    const { tickets, ticket, now } = await stored()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => tickets.claim(ticket.ticketHash, { claimant: newClaimant(), now })),
    )
    expect(claims.filter((claim) => 'claimed' in claim)).toHaveLength(1)
  })

  test('connections are listed by person and issuer, and are no longer listed after their removal', async () => {
    const { connections, connection, signIn } = fresh()
    const elsewhere = { ...connection, connectionId: 'b', signIn: { ...signIn, issuer: 'https://another.example' } }
    const somebodyElses = { ...connection, signIn: { ...signIn, subject: AgentId.parse('agent-8') } }
    for (const each of [connection, elsewhere, somebodyElses]) await connections.add(each)
    expect(await connections.listByPerson(signIn)).toHaveLength(2)
    expect(await connections.listByPerson(signIn)).toEqual(expect.arrayContaining([connection, elsewhere]))
    await connections.remove(signIn, connection.connectionId)
    await connections.remove(signIn, connection.connectionId)
    expect(await connections.listByPerson(signIn)).toEqual([elsewhere])
    expect(await connections.listByPerson(somebodyElses.signIn)).toEqual([somebodyElses])
  })

  test('listing all connections returns every connection and no ticket', async () => {
    const { connections, connection, signIn, tickets, ticket } = fresh()
    await tickets.add(ticket)
    await connections.add(connection)
    const found: ConnectionRecord[] = []
    for await (const some of connections.all()) found.push(...some)
    expect(found.filter((each) => each.signIn.siteId === signIn.siteId)).toEqual([connection])
  })
}
