import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Sessions } from '../../core/people/sessions.ts'
import { auditedTransactions, type TransactionPorts } from './audit/audited-transaction.ts'
import { notEnded, seenBefore } from './conditions.ts'
import { sessionItems } from './items.ts'
import { conditionalWrite, takesEffect } from './request/conditional-write.ts'
import { allOf, conditionalUpdate, isAbsent, onCondition } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import { dynamoDbSignIns } from './sign-ins.ts'

export const dynamoDbSessions = (ports: TransactionPorts): Sessions => {
  const { documents, tables, pause } = ports
  const transactions = auditedTransactions(ports)
  return {
    ...dynamoDbSignIns(ports),

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
      // The condition also fails if a later *last seen* is already stored. In that case the session is live.
      return 'tookEffect' in written || (written.existingItem !== undefined && !('ended' in written.existingItem))
    },

    async end(session, sweepAt, event) {
      const Put = {
        TableName: tables[sessionItems.table],
        Item: sessionItems.toItem(session, sweepAt),
        ...onCondition(notEnded),
      }
      if (event === undefined) return await takesEffect(() => documents.send(new PutCommand(Put)), pause)
      const parts = [{ refusedBy: 'session', item: { Put } }] as const
      const { siteId } = event
      const now = session.endedAt ?? session.lastSeenAt
      return 'committed' in (await transactions.commitToDay({ siteId, events: [event], now, parts }))
    },
  }
}
