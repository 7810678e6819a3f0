import { describe, expect, test } from 'vitest'
import { memoryRateLimits } from '../../../../lambdas/adapters/process/rate-limits.ts'
import type { AuditEvent, AuditLog } from '../../../../lambdas/core/audit/audit.ts'
import { visitorActor } from '../../../../lambdas/core/forms/visitor-proof.ts'
import type { LogLine } from '../../../../lambdas/core/log.ts'
import { KeyRecord } from '../../../../lambdas/core/one-time-keys/key-record.ts'
import type { KeyRefusal } from '../../../../lambdas/core/one-time-keys/one-time-key.ts'
import { refuseKey } from '../../../../lambdas/core/one-time-keys/refuse-key.ts'
import { rateLimits } from '../../../../lambdas/core/rate-limits.ts'

const key = KeyRecord.parse({
  keyHash: 'x',
  action: 'submit',
  siteId: 'acme',
  conversationId: 'chat-1',
  formId: '0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
  generation: 1,
  subject: 'secret hash',
  expiresAt: 1_000,
})

const recordingPorts = (note: AuditLog['record'] = async () => {}) => {
  const notes: AuditEvent[] = []
  const lines: LogLine[] = []
  const notTheConversations = () => Promise.reject(new Error('not the conversation’s chain'))
  const audit: AuditLog = {
    head: notTheConversations,
    append: notTheConversations,
    appendAt: notTheConversations,
    record: async (event, limit) => {
      await note(event, limit)
      notes.push(event)
    },
  }
  const limits = memoryRateLimits({ now: () => 0 })
  const ports = { audit, log: { write: (line: LogLine) => void lines.push(line) }, limits }
  const refuse = (reason: KeyRefusal, { of }: { of: KeyRecord | undefined } = { of: key }, address = '192.0.2.1') =>
    refuseKey(ports, reason, { key: of, actor: visitorActor, address })
  return { notes, lines, ports, limits, refuse }
}

describe('a refused key', () => {
  test.each<[KeyRefusal, string, string, boolean]>([
    ['misused', 'key-misused', 'refused', true],
    ['replayed', 'key-replayed', 'refused', true],
    ['expired', 'key-misused', 'expired-key', false],
    ['unknown', 'key-misused', 'unknown-key', false],
  ])(
    'that is %s is recorded as %s %s, and the caller gets the same refusal as for any other key',
    async (reason, event, outcome, isLogged) => {
      const { refuse, notes, lines } = recordingPorts()
      expect(await refuse(reason)).toEqual({ refused: 'not-available' })
      const { siteId, conversationId, formId } = key
      expect(notes).toEqual([{ event, actor: 'visitor', outcome, siteId, conversationId, formId }])
      expect(lines).toEqual(isLogged ? [{ line: 'event', event, siteId, formId }] : [])
      expect(JSON.stringify([notes, lines])).not.toContain('secret hash')
    },
  )

  test('that does not exist is recorded without a site', async () => {
    const { refuse, notes } = recordingPorts()
    await refuse('unknown', { of: undefined })
    expect(notes).toEqual([{ event: 'key-misused', actor: 'visitor', outcome: 'unknown-key' }])
  })

  test.each<KeyRefusal>(['misused', 'replayed', 'expired', 'unknown'])(
    'that is %s is logged if its record cannot be written within a second, and the caller gets the same refusal',
    async (reason) => {
      const limits: unknown[] = []
      const { refuse, notes, lines } = recordingPorts((_, limit) => {
        limits.push(limit)
        return Promise.reject(new Error('down'))
      })
      expect(await refuse(reason)).toEqual({ refused: 'not-available' })
      const { siteId, formId } = key
      const event = reason === 'replayed' ? 'key-replayed' : 'key-misused'
      expect([notes, lines]).toEqual([[], [{ line: 'event', event, siteId, formId }]])
      expect(limits).toEqual([{ withinMs: 1_000 }])
    },
  )
})

describe('the limit of refused keys', () => {
  test('is 2,000 for one address, and refusals above the limit are not recorded', async () => {
    const { refuse, notes } = recordingPorts()
    for (let count = 0; count < 1_999; count++) await refuse('unknown', { of: undefined })
    expect(await refuse('replayed')).toEqual({ refused: 'not-available' })
    expect(await refuse('replayed')).toEqual({ refused: 'too-many-requests', retryAfterSeconds: 60 })
    expect(notes).toHaveLength(2_000)
  })
  const unknown = { of: undefined }

  test('abuse 51: is 2,000 for one /64 network, even with a new address each time', async () => {
    const { refuse, notes } = recordingPorts()
    for (let count = 0; count < 2_000; count++) await refuse('unknown', unknown, `2001:db8:1:2::${count.toString(16)}`)
    expect(await refuse('unknown', unknown, '2001:db8:1:2:ffff::1')).toHaveProperty('refused', 'too-many-requests')
    expect(await refuse('unknown', unknown, '2001:db8:1:3::1')).toEqual({ refused: 'not-available' })
    expect(notes).toHaveLength(2_001)
  })

  test('abuse 51: is 64 times as high for one /48 network, regardless of how many of its /64 networks send requests', async () => {
    const { refuse, limits } = recordingPorts()
    for (let count = 0; count < 64 * 2_000 - 1; count++) limits.count(rateLimits.refusedKeysOfNetwork, '2001:db8:1/48')
    expect(await refuse('unknown', unknown, '2001:db8:1:7::1')).toEqual({ refused: 'not-available' })
    expect(await refuse('unknown', unknown, '2001:db8:1:8::1')).toHaveProperty('refused', 'too-many-requests')
    expect(await refuse('unknown', unknown, '2001:db8:2:7::1')).toEqual({ refused: 'not-available' })
  })

  test('counts an IPv4 address and its IPv4-mapped IPv6 form as one address', async () => {
    const { refuse } = recordingPorts()
    for (let count = 0; count < 2_000; count++) await refuse('unknown', unknown, '::ffff:192.0.2.1')
    expect(await refuse('unknown', unknown, '192.0.2.1')).toHaveProperty('refused', 'too-many-requests')
    expect(await refuse('unknown', unknown, '::ffff:192.0.2.2')).toEqual({ refused: 'not-available' })
  })
})
