import { describe, expect, test } from 'vitest'
import type { StreamedRecord } from '../../../lambdas/adapters/dynamodb/audit/stream.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import { type EventBus, publishEvents } from '../../../lambdas/push/publish-events.ts'
import type { PublishedEvent } from '../../../lambdas/push/published-event.ts'

const streamed = (n: number, changed: Partial<AuditRecord> = {}): StreamedRecord => ({
  sequenceNumber: String(n),
  streamedAt: 0,
  record: {
    ...{ chain: 'acme#chat-1', sequence: n, eventId: `e${n}`, at: n, hash: 'h', previousHash: 'p' },
    ...{ event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', siteId: 'acme', ...changed },
  },
})
const flood = Array.from({ length: 95 }, (_, n) => streamed(n))

describe('a batch of records is published', () => {
  test('abuse 45: although one of them is malformed, which is counted', async () => {
    const sent: PublishedEvent[] = []
    const lines: unknown[] = []
    const bus: EventBus = { send: async (events) => void sent.push(...events) }
    const log = { write: (line: unknown) => void lines.push(line) }
    await publishEvents({ bus, log })([streamed(1), streamed(2, { at: Number.MAX_SAFE_INTEGER }), streamed(3)])
    expect(sent.map(({ at }) => Date.parse(at))).toEqual([1, 3])
    expect(lines).toEqual([{ line: 'event', event: 'push-dropped', siteId: 'acme' }])
  })

  test('ten at a time, side by side: a slow request holds up no other', async () => {
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
    const publishing = publishEvents({ bus, log: { write: () => {} } })(flood)
    await new Promise((resolve) => setImmediate(resolve))
    expect(sizes).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 5])
    release()
    await publishing
  })

  test('again, when the bus did not take one of them', async () => {
    const bus: EventBus = { send: () => Promise.reject(new Fault('publish-failed')) }
    await expect(publishEvents({ bus, log: { write: () => {} } })(flood)).rejects.toThrow('publish-failed')
  })
})
