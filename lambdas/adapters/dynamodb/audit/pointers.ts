import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditPointers } from '../../../core/audit/audit.ts'
import { type AuditPointer, pointerTo } from '../../../core/audit/pointer.ts'
import { forEachConcurrently } from '../../../core/concurrency.ts'
import { Fault } from '../../../core/fault.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { takesEffect } from '../request/conditional-write.ts'
import { allOf, anyOf, equals, isAbsent, onCondition } from '../request/expressions.ts'
import { retentionSweepAt } from '../time-to-live.ts'
import { auditPointerItems } from './items.ts'

/** The maximum number of positions to try. A position is skipped if another pointer occupies it. */
const attempts = 20
/**
 * The maximum number of concurrent puts. Puts are concurrent so that one site's records do not wait for another site's
 * records.
 */
const maxConcurrentPuts = 20

export const dynamoDbAuditPointers = ({ documents, tables, pause }: DynamoDbPorts): AuditPointers => {
  /** Puts a pointer at this position. Returns false if another pointer occupies the position. */
  const put = async (pointer: AuditPointer, at: number): Promise<boolean> => {
    const { recordChain, recordSequence } = pointer
    const isThis = allOf(equals('recordChain', recordChain), equals('recordSequence', recordSequence))
    const command = new PutCommand({
      TableName: tables.audit,
      Item: auditPointerItems.toItem(pointer, retentionSweepAt(at)),
      ...onCondition(anyOf(isAbsent('chain'), isThis)),
    })
    return await takesEffect(() => documents.send(command), pause)
  }

  const add = async (pointer: AuditPointer, at: number): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (await put({ ...pointer, sequence: pointer.sequence + attempt }, at)) return
    }
    throw new Fault('storage-conflict')
  }

  return {
    async add(records) {
      await forEachConcurrently(maxConcurrentPuts, records, async (record) => {
        const pointer = pointerTo(record)
        if (pointer !== undefined) await add(pointer, record.at)
      })
    },
  }
}
