import { marshall } from '@aws-sdk/util-dynamodb'
import { expect, test } from 'vitest'
import { auditRecordsOf } from '../../../lambdas/adapters/dynamodb/audit/stream.ts'
import { exportAudit } from '../../../lambdas/audit/export-audit.ts'
import { memoryArchive } from '../../../local/memory/archive.ts'
import { virtualClock } from '../../../local/memory/clock.ts'
import { conversationWriter, toStreamRecords } from './audit-chains.ts'

const noon = Date.UTC(2030, 0, 15, 12)

test('a batch is exported as one object of JSON lines, whose name contains the day and the sequence numbers', async () => {
  const archive = memoryArchive(virtualClock(noon))
  const chat = conversationWriter('acme', 'a')
  const records = [chat.next(noon), chat.next(noon + 1)]
  const [first, second] = toStreamRecords(...records)
  if (first === undefined || second === undefined) throw new Error('no batch')
  await exportAudit(archive)([first, second])
  await exportAudit(archive)([first, second])
  await exportAudit(archive)([])
  expect([...archive.objects]).toEqual([
    [
      `audit/2030/01/15/${first.sequenceNumber}-${second.sequenceNumber}.jsonl`,
      { text: records.map((record) => `${JSON.stringify(record)}\n`).join(''), storedAt: noon },
    ],
  ])
})

test('an item in the audit table that is not a record is logged and does not block the export', async () => {
  const archive = memoryArchive(virtualClock(noon))
  const insert = (SequenceNumber: string, item: object) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber, ApproximateCreationDateTime: noon / 1_000, NewImage: marshall(item) },
  })
  // The time of the stream, not that of the record, decides in which folder of the hour the checkpoint finds it.
  const record = conversationWriter('acme', 'a').next(Date.UTC(2001, 0, 1))
  const Records = [insert('41', { chain: 'acme#conversation#a', sequence: 2, event: 'forged' }), insert('42', record)]
  await exportAudit(archive)(auditRecordsOf({ Records }))
  expect([...archive.objects.keys()]).toEqual(['audit/2030/01/15/41-42.jsonl'])
  const [text = ''] = [...archive.objects.values()].map((object) => object.text)
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([{ noRecordAt: '41' }, record])
})
