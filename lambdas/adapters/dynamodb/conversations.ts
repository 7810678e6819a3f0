import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { ConversationId } from '../../../contracts/identifiers.ts'
import type { WithAuditRecord } from '../../core/audit/audit.ts'
import type { ConversationRef, Conversations } from '../../core/conversations/conversations.ts'
import { Fault } from '../../core/fault.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import { auditedTransactions, type TransactionPorts } from './audit/audited-transaction.ts'
import { conversationActive, erasedBefore, notAssignedTo } from './conditions.ts'
import { conversationItems, visitorPartition } from './items.ts'
import { batchGet, itemRequest } from './request/batch-get.ts'
import { conditionalWrite, sendOrFault, takesEffect } from './request/conditional-write.ts'
import {
  allOf,
  type Change,
  type Condition,
  conditionalUpdate,
  equals,
  isAbsent,
  isLess,
  isPresent,
  onCondition,
  whereKey,
} from './request/expressions.ts'
import type { Item } from './request/item-kind.ts'
import { tableAndKey } from './request/ports.ts'
import {
  conversationSweepAt,
  formAndConversationSweepAt,
  mayOutliveVisitorPointer,
  visitorPointerSweepAt,
} from './time-to-live.ts'

export const dynamoDbConversations = (ports: TransactionPorts): Conversations => {
  const { documents, tables, pause } = ports
  const transactions = auditedTransactions(ports)

  /**
   * Updates a conversation. Returns true if the update took effect. With `onRecord`, one transaction makes the update
   * and writes the audit record.
   */
  const update = async (
    conversation: ConversationRef,
    change: Change,
    condition: Condition,
    onRecord?: WithAuditRecord,
  ): Promise<boolean> => {
    const Update = {
      ...tableAndKey(tables, conversationItems, conversation),
      ...conditionalUpdate(change, condition),
    }
    if (onRecord === undefined) return await takesEffect(() => documents.send(new UpdateCommand(Update)), pause)
    const { event, after, now } = onRecord
    const parts = [{ refusedBy: 'conversation', item: { Update } }] as const
    return 'committed' in (await transactions.commit({ events: [event], after, now, parts: () => parts }))
  }

  /**
   * Puts the pointer with which an erasure finds a visitor's conversation. The pointer is put before the conversation
   * names the visitor, because an erasure would miss a conversation without a pointer. A surplus pointer does no harm,
   * because its conversation names another visitor.
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
      const Put = {
        TableName: tables[conversationItems.table],
        Item: conversationItems.toItem(conversation, conversationSweepAt(conversation.openedAt)),
        ...onCondition(isAbsent('siteAndConversation')),
      }
      return await takesEffect(() => documents.send(new PutCommand(Put)), pause)
    },

    async assign(conversation, { agentId, agentIssuer, visitorRef, now }, onRecord) {
      await point(conversation, visitorRef, now)
      const set = { agentId, agentIssuer, visitorRef, sweepAt: conversationSweepAt(now) }
      const isOthers = onRecord === undefined ? [] : [notAssignedTo(agentIssuer, agentId)]
      return await update(conversation, { set }, allOf(conversationActive, ...isOthers), onRecord)
    },

    async extendRetention(conversation, sentAt) {
      const sweepAt = formAndConversationSweepAt(sentAt)
      const keep = new UpdateCommand({
        ...tableAndKey(tables, conversationItems, conversation),
        // This condition does not name the state, because IAM would then have to allow the role to write the state.
        ...conditionalUpdate({ set: { sweepAt } }, isLess('sweepAt', sweepAt)),
      })
      const asked = itemRequest(conversationItems, conversation)
      const [answers] = await Promise.all([batchGet(ports, [asked]), takesEffect(() => documents.send(keep), pause)])
      const stored = answers(asked)
      if (stored === undefined) return undefined
      const { openedAt, visitorRef } = stored
      if (stored.state === 'active' && mayOutliveVisitorPointer({ openedAt, sentAt }))
        await point(conversation, visitorRef, sentAt)
      return stored
    },

    async close(conversation, closedAt) {
      const set = { state: 'closed', closedAt, sweepAt: formAndConversationSweepAt(closedAt) }
      return await update(conversation, { set }, conversationActive)
    },

    async erase(conversation, erasedAt, onRecord) {
      await update(conversation, { set: { erasedAt } }, allOf(isPresent('item'), erasedBefore(erasedAt)), onRecord)
    },

    async listByVisitor(visitor, { limit, after }) {
      const siteAndConversation = visitorPartition(visitor)
      const query = new QueryCommand({
        TableName: tables.conversations,
        ...whereKey(equals('siteAndConversation', siteAndConversation)),
        ConsistentRead: true,
        // Request one extra item, which shows whether another page follows.
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
