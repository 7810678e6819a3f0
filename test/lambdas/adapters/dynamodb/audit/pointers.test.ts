import { marshall } from '@aws-sdk/util-dynamodb'
import { expect, test } from 'vitest'
import { dynamoDbAuditLog } from '../../../../../lambdas/adapters/dynamodb/audit/log.ts'
import { dynamoDbAuditPointers } from '../../../../../lambdas/adapters/dynamodb/audit/pointers.ts'
import { scanAuditTable } from '../../../../../lambdas/adapters/dynamodb/audit/scan.ts'
import { auditRecordsOf } from '../../../../../lambdas/adapters/dynamodb/audit/stream.ts'
import { systemClock } from '../../../../../lambdas/adapters/process/clock.ts'
import { systemRandomness } from '../../../../../lambdas/adapters/process/randomness.ts'
import { conversationChain } from '../../../../../lambdas/core/audit/audit-chain.ts'
import { pointerTo } from '../../../../../lambdas/core/audit/pointer.ts'
import { embeddedStorage } from '../../../../port-contracts/embedded-storage.ts'
import { newSampleRecords } from '../../../../port-contracts/sample-records.ts'

const storage = embeddedStorage()

test('a scan of the audit table returns records but no pointers', async () => {
  const { documents, tables, chain } = storage()
  const { event } = newSampleRecords(systemClock.now())
  const release = { ...event, event: 'submission-retrieved', outcome: 'released' } as const
  await dynamoDbAuditLog({ documents, tables, clock: systemClock, randomness: systemRandomness }).append(
    release,
    undefined,
  )
  const records = await chain(conversationChain(release))
  await dynamoDbAuditPointers({ documents, tables }).add(records)
  const [record] = records
  if (record === undefined) throw new Error('no record')
  expect(await chain(pointerTo(record)?.chain ?? '').catch(() => 'a pointer')).toBe('a pointer')
  const rows: unknown[] = []
  for await (const row of scanAuditTable({ documents, tables })) rows.push(row)
  expect(rows).toEqual([{ chain: record.chain, sequence: record.sequence, record }])
})

test('the stream reader skips pointers, and reports a forged pointer as malformed', () => {
  const pointer = {
    ...{ chain: 'acme#pointers#2030-01-15', sequence: 5, sweepAt: 7 },
    ...{ recordChain: 'acme#conversation#a', recordSequence: 1 },
  }
  const read = (item: object) =>
    auditRecordsOf({
      Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage: marshall(item) } }],
    })
  expect(read(pointer)).toEqual([])
  for (const forged of [
    { ...pointer, chain: 'acme#conversation#a' },
    { ...pointer, answer: 'x' },
  ]) {
    expect(read(forged)).toEqual([{ sequenceNumber: '1', streamedAt: 0 }])
  }
})
