import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, test } from 'vitest'
import { auditRecordsOf, type StreamedRecord } from '../../../lambdas/adapters/dynamodb/audit/stream.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import { type EventBus, publishEvents } from '../../../lambdas/push/publish-events.ts'

const streamed = (n: number, changed: Partial<AuditRecord> = {}): StreamedRecord => ({
  sequenceNumber: String(n),
  streamedAt: 0,
  record: {
    ...{ chain: 'acme#chat-1', sequence: n, eventId: `e${n}`, at: n, hash: 'h', previousHash: 'p' },
    ...{ event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', siteId: 'acme', ...changed },
  },
})
const flood = Array.from({ length: 95 }, (_, n) => streamed(n))

test('abuse 45: a record with an invalid time is skipped, and does not block the next record', () => {
  const read = (at: number) =>
    auditRecordsOf({
      Records: [
        { eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage: marshall(streamed(1, { at }).record) } },
      ],
    }).map(({ record }) => record?.at)
  expect(read(8_640_000_000_000_000)).toEqual([8_640_000_000_000_000])
  expect([...read(8_640_000_000_000_001), ...read(-1)]).toEqual([undefined, undefined])
})

describe('a batch of records is published', () => {
  test('in concurrent requests of ten records, so that a slow request delays no other request', async () => {
    const sizes: number[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const bus: EventBus = {
      async send(events) {
        sizes.push(events.length)
        await held
      },
    }
    const publishing = publishEvents(bus)(flood)
    await new Promise((resolve) => setImmediate(resolve))
    expect(sizes).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 5])
    release()
    await publishing
  })

  test('again if the event bus rejected one of its records', async () => {
    const bus: EventBus = { send: () => Promise.reject(new Fault('publish-failed')) }
    await expect(publishEvents(bus)(flood)).rejects.toThrow('publish-failed')
  })
})
