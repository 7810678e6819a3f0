import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../core/fault.ts'
import type { Connections, Tickets } from '../../core/push/connections.ts'
import { notExpired, unclaimedOrClaimedBy } from './conditions.ts'
import { connectionItems, connectionOwner, connectionOwnerPrefix, ticketItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { batchGet, itemRequest } from './request/batch-get.ts'
import { conditionalWrite, sendOrFault } from './request/conditional-write.ts'
import {
  allOf,
  beginsWith,
  conditionalUpdate,
  equals,
  isAbsent,
  onCondition,
  whereFilter,
  whereKey,
} from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import { readablePages, scanPages } from './request/scan-pages.ts'
import { connectionSweepAt, keySweepAt } from './time-to-live.ts'

export const dynamoDbTickets = (ports: DynamoDbPorts): Tickets => {
  const { documents, tables, pause } = ports
  return {
    async add(ticket) {
      const put = new PutCommand({
        TableName: tables[ticketItems.table],
        Item: ticketItems.toItem(ticket, keySweepAt(ticket.expiresAt)),
        // The condition is the same as for a one-time key: a duplicate put that arrives late must not make a used
        // ticket valid again.
        ...onCondition(isAbsent('owner')),
      })
      await conditionalWrite(() => documents.send(put), pause)
    },

    async claim(ticketHash, { claimant, now }) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, ticketItems, { ticketHash }),
        ...conditionalUpdate({ set: { claimedBy: claimant } }, allOf(unclaimedOrClaimedBy(claimant), notExpired(now))),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      // Read the ticket concurrently, as for a one-time key. Only a claim changes a ticket, so the read finds the
      // claimed ticket. The claim does not request attributes in return.
      const asked = itemRequest(ticketItems, { ticketHash })
      const [answers, written] = await Promise.all([
        batchGet(ports, [asked]),
        conditionalWrite(() => documents.send(update), pause),
      ])
      if ('existingItem' in written)
        return { refused: written.existingItem && ticketItems.fromItem(written.existingItem) }
      const read = answers(asked)
      if (read === undefined) throw new Fault('storage-failed')
      return { claimed: { ...read, claimedBy: claimant } }
    },
  }
}

export const dynamoDbConnections = ({ documents, tables }: DynamoDbPorts): Connections => ({
  async add(connection) {
    const put = new PutCommand({
      TableName: tables[connectionItems.table],
      Item: connectionItems.toItem(connection, connectionSweepAt(connection.connectedAt)),
    })
    await sendOrFault(documents.send(put))
  },

  async remove(signIn, connectionId) {
    await sendOrFault(documents.send(new DeleteCommand(tableAndKey(tables, connectionItems, { signIn, connectionId }))))
  },

  async listByPerson(person) {
    const query = new QueryCommand({
      TableName: tables[connectionItems.table],
      ...whereKey(equals('owner', connectionOwner(person))),
      ConsistentRead: true,
    })
    // One page is enough, because it holds thousands of connections and an agent has far fewer tabs.
    const { Items = [] } = await sendOrFault(documents.send(query))
    return Items.map(connectionItems.fromItem)
  },

  all() {
    const scan = {
      TableName: tables[connectionItems.table],
      ...whereFilter(beginsWith('owner', connectionOwnerPrefix)),
    }
    return readablePages(scanPages({ documents }, scan), connectionItems.fromItem)
  },
})
