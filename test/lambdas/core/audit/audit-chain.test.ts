import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ConversationId, SiteId } from '../../../../contracts/identifiers.ts'
import type { AuditEvent } from '../../../../lambdas/core/audit/audit.ts'
import {
  chainHeadOf,
  conversationChain,
  dayChain,
  emptyChainHead,
  linkRecord,
  recordHash,
} from '../../../../lambdas/core/audit/audit-chain.ts'

const siteId = SiteId.parse('acme')
const conversationId = ConversationId.parse('chat-1')
const event: AuditEvent = { event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', siteId, conversationId }
const chain = conversationChain({ siteId, conversationId })
const first = linkRecord(event, { chain, after: emptyChainHead, at: 5, eventId: 'a' })

describe('the name of a chain', () => {
  test('consists of the site and the conversation, or of the site and the day', () => {
    expect(chain).toBe('acme#conversation#chat-1')
    expect(dayChain(siteId, Date.UTC(2030, 0, 15, 23, 59, 59, 999), 3)).toBe('acme#day#2030-01-15#03')
    expect(dayChain(undefined, Date.UTC(2030, 0, 16), 15)).toBe('-#day#2030-01-16#15')
  })
})

describe('an audit record', () => {
  test('contains the sequence and the hash of the previous record', () => {
    expect(first).toMatchObject({ ...event, chain, sequence: 1, at: 5, eventId: 'a', previousHash: '0'.repeat(64) })
    const second = linkRecord(event, { chain, after: chainHeadOf(first), at: 6, eventId: 'b' })
    expect(second).toMatchObject({ sequence: 2, previousHash: first.hash })
    expect(chainHeadOf(second)).toEqual({ sequence: 2, hash: second.hash })
  })

  test('has a hash that can be recomputed from its fields', () => {
    const { hash, ...fields } = first
    const sorted = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(sorted)).digest('hex'))
  })

  test('has the same hash for any order of its fields, and with or without undefined fields', () => {
    const turned = Object.fromEntries(Object.entries(first).reverse())
    expect(recordHash({ ...first, ...turned })).toBe(first.hash)
    expect(recordHash({ ...first, formId: undefined, profile: undefined })).toBe(first.hash)
  })

  test.each([
    { event: 'form-opened' },
    { actor: 'agent:agent-8' },
    { outcome: 'refused' },
    { at: 6 },
    { sequence: 2 },
    { chain: 'acme#conversation#chat-2' },
    { previousHash: '1'.repeat(64) },
    { formId: 'x' },
    { profile: 'administrator' },
  ] as const)('has another hash if it differs in %j', (change) => {
    expect(recordHash({ ...first, ...change })).not.toBe(first.hash)
  })
})
