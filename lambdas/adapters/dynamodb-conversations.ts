import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Conversations } from '../core/storage.ts'
import { takesEffect } from './conditional-write.ts'
import { conversationActive } from './conditions.ts'
import { at, type DynamoDbPorts } from './dynamodb-ports.ts'
import { changeOnCondition, isAbsent, onCondition } from './expressions.ts'
import { conversationItems } from './stored-items.ts'
import { sweepAfterRetention } from './sweep-times.ts'

export const dynamoDbConversations = ({ documents, tables, pause }: DynamoDbPorts): Conversations => ({
  async open(conversation) {
    const put = new PutCommand({
      TableName: tables[conversationItems.table],
      Item: conversationItems.toItem(conversation, sweepAfterRetention(conversation.openedAt)),
      ...onCondition(isAbsent('siteAndConversation')),
    })
    return await takesEffect(() => documents.send(put), pause)
  },

  async assign(conversation, { agentId, visitorRef }) {
    const update = new UpdateCommand({
      ...at(tables, conversationItems, conversation),
      ...changeOnCondition({ set: { agentId, visitorRef } }, conversationActive),
    })
    return await takesEffect(() => documents.send(update), pause)
  },

  async close(conversation, closedAt) {
    const update = new UpdateCommand({
      ...at(tables, conversationItems, conversation),
      ...changeOnCondition(
        { set: { state: 'closed', closedAt, sweepAt: sweepAfterRetention(closedAt) } },
        conversationActive,
      ),
    })
    return await takesEffect(() => documents.send(update), pause)
  },
})
