import { DeleteCommand, PutCommand, paginateScan, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../core/fault.ts'
import type { Connections, Tickets } from '../../core/push/connections.ts'
import { notExpired, unclaimedOrClaimedBy } from './conditions.ts'
import { connectionItems, connectionOwner, connectionOwnerPrefix, ticketItems } from './items.ts'
import { sendOrFault, writeOnCondition } from './request/conditional-write.ts'
import {
  allOf,
  beginsWith,
  changeOnCondition,
  equals,
  isAbsent,
  onCondition,
  whereFilter,
  whereKey,
} from './request/expressions.ts'
import { at, type DynamoDbPorts } from './request/ports.ts'
import { sweepAfterKey, sweepConnection } from './time-to-live.ts'

export const dynamoDbTickets = ({ documents, tables, pause }: DynamoDbPorts): Tickets => ({
  async add(ticket) {
    const put = new PutCommand({
      TableName: tables[ticketItems.table],
      Item: ticketItems.toItem(ticket, sweepAfterKey(ticket.expiresAt)),
      // As with a one-time key: a put that arrives late must not make a spent ticket whole again.
      ...onCondition(isAbsent('owner')),
    })
    await writeOnCondition(() => documents.send(put), pause)
  },

  async claim(ticketHash, { claimant, now }) {
    const update = new UpdateCommand({
      ...at(tables, ticketItems, { ticketHash }),
      ...changeOnCondition({ set: { claimedBy: claimant } }, allOf(unclaimedOrClaimedBy(claimant), notExpired(now))),
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    const written = await writeOnCondition(() => documents.send(update), pause)
    if ('stoodThere' in written) return { refused: written.stoodThere && ticketItems.fromItem(written.stoodThere) }
    const { Attributes: claimed } = written.tookEffect
    if (claimed === undefined) throw new Fault('storage-failed')
    return { claimed: ticketItems.fromItem(claimed) }
  },
})

export const dynamoDbConnections = ({ documents, tables }: DynamoDbPorts): Connections => ({
  async add(connection) {
    const put = new PutCommand({
      TableName: tables[connectionItems.table],
      Item: connectionItems.toItem(connection, sweepConnection(connection.connectedAt)),
    })
    await sendOrFault(documents.send(put))
  },

  async remove(signIn, connectionId) {
    await sendOrFault(documents.send(new DeleteCommand(at(tables, connectionItems, { signIn, connectionId }))))
  },

  async of(person) {
    const query = new QueryCommand({
      TableName: tables[connectionItems.table],
      ...whereKey(equals('owner', connectionOwner(person))),
      ConsistentRead: true,
    })
    // One page holds thousands of them. Nobody has as many tabs.
    const { Items = [] } = await sendOrFault(documents.send(query))
    return Items.map(connectionItems.fromItem)
  },

  async *all() {
    const scan = {
      TableName: tables[connectionItems.table],
      ...whereFilter(beginsWith('owner', connectionOwnerPrefix)),
    }
    const pages = paginateScan({ client: documents }, scan)[Symbol.asyncIterator]()
    for (;;) {
      const { done, value } = await sendOrFault(pages.next())
      if (done === true) return
      yield (value.Items ?? []).map(connectionItems.fromItem)
    }
  },
})
