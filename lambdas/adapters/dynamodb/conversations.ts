import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { ConversationId } from '../../../contracts/identifiers.ts'
import type { ConversationRef, Conversations } from '../../core/conversations/conversations.ts'
import { Fault } from '../../core/fault.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import { conversationActive, erasedBefore } from './conditions.ts'
import { conversationItems, visitorPartition } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { conditionalWrite, sendOrFault, takesEffect } from './request/conditional-write.ts'
import { allOf, conditionalUpdate, equals, isAbsent, isPresent, onCondition, whereKey } from './request/expressions.ts'
import type { Item } from './request/item-kind.ts'
import { tableAndKey } from './request/ports.ts'
import { formAndConversationSweepAt, mayOutliveVisitorPointer, visitorPointerSweepAt } from './time-to-live.ts'

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
      sweepAt: visitorPointerSweepAt(since),
    }
    const put = new PutCommand({ TableName: tables.conversations, Item: pointer })
    await conditionalWrite(() => documents.send(put), pause)
  }

  return {
    async open(conversation) {
      await point(conversation, conversation.visitorRef, conversation.openedAt)
      const put = new PutCommand({
        TableName: tables[conversationItems.table],
        Item: conversationItems.toItem(conversation, formAndConversationSweepAt(conversation.openedAt)),
        ...onCondition(isAbsent('siteAndConversation')),
      })
      return await takesEffect(() => documents.send(put), pause)
    },

    async assign(conversation, { agentId, agentIssuer, visitorRef, now }) {
      await point(conversation, visitorRef, now)
      const update = new UpdateCommand({
        ...tableAndKey(tables, conversationItems, conversation),
        ...conditionalUpdate(
          { set: { agentId, agentIssuer, visitorRef, sweepAt: formAndConversationSweepAt(now) } },
          conversationActive,
        ),
      })
      return await takesEffect(() => documents.send(update), pause)
    },

    async extendRetention(conversation, sentAt) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, conversationItems, conversation),
        ...conditionalUpdate({ set: { sweepAt: formAndConversationSweepAt(sentAt) } }, conversationActive),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      const written = await conditionalWrite(() => documents.send(update), pause)
      const item = 'tookEffect' in written ? written.tookEffect.Attributes : written.existingItem
      if (item === undefined) return undefined
      const stored = conversationItems.fromItem(item)
      const { openedAt, visitorRef } = stored
      if (stored.state === 'active' && mayOutliveVisitorPointer({ openedAt, sentAt }))
        await point(conversation, visitorRef, sentAt)
      return stored
    },

    async close(conversation, closedAt) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, conversationItems, conversation),
        ...conditionalUpdate(
          { set: { state: 'closed', closedAt, sweepAt: formAndConversationSweepAt(closedAt) } },
          conversationActive,
        ),
      })
      return await takesEffect(() => documents.send(update), pause)
    },

    async erase(conversation, erasedAt) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, conversationItems, conversation),
        ...conditionalUpdate({ set: { erasedAt } }, allOf(isPresent('item'), erasedBefore(erasedAt))),
      })
      await takesEffect(() => documents.send(update), pause)
    },

    async listByVisitor(visitor, { limit, after }) {
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
