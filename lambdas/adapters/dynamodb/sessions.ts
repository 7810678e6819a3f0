import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Sessions } from '../../core/people/sessions.ts'
import { notEnded, seenBefore } from './conditions.ts'
import { sessionItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { conditionalWrite, takesEffect } from './request/conditional-write.ts'
import { allOf, conditionalUpdate, isAbsent, onCondition } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import { dynamoDbSignIns } from './sign-ins.ts'

export const dynamoDbSessions = ({ documents, tables, pause }: DynamoDbPorts): Sessions => ({
  ...dynamoDbSignIns({ documents, tables, ...(pause && { pause }) }),

  async create(session, sweepAt) {
    const put = new PutCommand({
      TableName: tables[sessionItems.table],
      Item: sessionItems.toItem(session, sweepAt),
      ...onCondition(isAbsent('sessionHash')),
    })
    return await takesEffect(() => documents.send(put), pause)
  },

  async touch(sessionHash, lastSeenAt) {
    const update = new UpdateCommand({
      ...tableAndKey(tables, sessionItems, { sessionHash }),
      ...conditionalUpdate({ set: { lastSeenAt } }, allOf(notEnded, seenBefore(lastSeenAt))),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    const written = await conditionalWrite(() => documents.send(update), pause)
    // Somebody has seen it later than that: nothing to move, and it lives.
    return 'tookEffect' in written || (written.existingItem !== undefined && !('ended' in written.existingItem))
  },

  async end(session, sweepAt) {
    const put = new PutCommand({
      TableName: tables[sessionItems.table],
      Item: sessionItems.toItem(session, sweepAt),
      ...onCondition(notEnded),
    })
    return await takesEffect(() => documents.send(put), pause)
  },
})
