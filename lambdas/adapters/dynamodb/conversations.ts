import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { ConversationId } from '../../../contracts/identifiers.ts'
import type { ConversationRef, Conversations } from '../../core/conversations/conversations.ts'
import { Fault } from '../../core/fault.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import { conversationActive, erasedBefore } from './conditions.ts'
import { conversationItems, type Item, visitorPartition } from './items.ts'
import { sendOrFault, takesEffect, writeOnCondition } from './request/conditional-write.ts'
import { allOf, changeOnCondition, equals, isAbsent, isPresent, onCondition, whereKey } from './request/expressions.ts'
import { at, type DynamoDbPorts } from './request/ports.ts'
import { mayOutliveVisitorPointer, sweepAfterSubmissions, sweepVisitorPointer } from './time-to-live.ts'

export const dynamoDbConversations = ({ documents, tables, pause }: DynamoDbPorts): Conversations => {
  /**
   * Puts the pointer by which an erasure finds the conversation of a visitor. Always before the conversation names them: a
   * pointer too many leads to a conversation that names somebody else, one too few would hide it.
   */
  const point = async (
    { siteId, conversationId }: ConversationRef,
    visitorRef: string | undefined,
    since: number,
  ): Promise<void> => {
    if (visitorRef === undefined) return
    const pointer = {
      siteAndConversation: visitorPartition({ siteId, visitorHash: hashOf(visitorRef) }),
      item: conversationId,
      sweepAt: sweepVisitorPointer(since),
    }
    const put = new PutCommand({ TableName: tables.conversations, Item: pointer })
    await writeOnCondition(() => documents.send(put), pause)
  }

  return {
    async open(conversation) {
      await point(conversation, conversation.visitorRef, conversation.openedAt)
      const put = new PutCommand({
        TableName: tables[conversationItems.table],
        Item: conversationItems.toItem(conversation, sweepAfterSubmissions(conversation.openedAt)),
        ...onCondition(isAbsent('siteAndConversation')),
      })
      return await takesEffect(() => documents.send(put), pause)
    },

    async assign(conversation, { agentId, visitorRef, now }) {
      await point(conversation, visitorRef, now)
      const update = new UpdateCommand({
        ...at(tables, conversationItems, conversation),
        ...changeOnCondition({ set: { agentId, visitorRef, sweepAt: sweepAfterSubmissions(now) } }, conversationActive),
      })
      return await takesEffect(() => documents.send(update), pause)
    },

    async keep(conversation, sentAt) {
      const update = new UpdateCommand({
        ...at(tables, conversationItems, conversation),
        ...changeOnCondition({ set: { sweepAt: sweepAfterSubmissions(sentAt) } }, conversationActive),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      const written = await writeOnCondition(() => documents.send(update), pause)
      const item = 'tookEffect' in written ? written.tookEffect.Attributes : written.stoodThere
      if (item === undefined) return undefined
      const stored = conversationItems.fromItem(item)
      const { openedAt, visitorRef } = stored
      if (stored.state === 'active' && mayOutliveVisitorPointer({ openedAt, sentAt }))
        await point(conversation, visitorRef, sentAt)
      return stored
    },

    async close(conversation, closedAt) {
      const update = new UpdateCommand({
        ...at(tables, conversationItems, conversation),
        ...changeOnCondition(
          { set: { state: 'closed', closedAt, sweepAt: sweepAfterSubmissions(closedAt) } },
          conversationActive,
        ),
      })
      return await takesEffect(() => documents.send(update), pause)
    },

    async erase(conversation, erasedAt) {
      const update = new UpdateCommand({
        ...at(tables, conversationItems, conversation),
        ...changeOnCondition({ set: { erasedAt } }, allOf(isPresent('item'), erasedBefore(erasedAt))),
      })
      await takesEffect(() => documents.send(update), pause)
    },

    async ofVisitor(visitor, { limit, after }) {
      const siteAndConversation = visitorPartition(visitor)
      const query = new QueryCommand({
        TableName: tables.conversations,
        ...whereKey(equals('siteAndConversation', siteAndConversation)),
        ConsistentRead: true,
        // One more than asked for tells whether there is more.
        Limit: limit + 1,
        ...(after !== undefined && { ExclusiveStartKey: { siteAndConversation, item: after } }),
      })
      const { Items: pointers = [] } = await sendOrFault(documents.send(query))
      const conversationIds = pointers.slice(0, limit).map(conversationIdOf)
      const next = pointers.length > limit ? conversationIds.at(-1) : undefined
      return { conversationIds, ...(next !== undefined && { next }) }
    },
  }
}

const Pointer = z.object({ item: ConversationId })

function conversationIdOf(item: Item): ConversationId {
  const pointer = Pointer.safeParse(item)
  if (!pointer.success) throw new Fault('stored-item-malformed')
  return pointer.data.item
}
