import { expect, test } from 'vitest'
import { ConversationId } from '../../../../contracts/identifiers.ts'
import type { AuditRecord, ConversationEvent } from '../../../../lambdas/core/audit/audit.ts'
import { conversationChain } from '../../../../lambdas/core/audit/audit-chain.ts'
import { ensureRecorded } from '../../../../lambdas/core/audit/ensure-recorded.ts'
import { createMemoryDependencies } from '../../../../local/memory/dependencies.ts'
import { acme } from '../../site-fixture.ts'

const conversation = { siteId: acme, conversationId: ConversationId.parse('chat-1') }
const eventOf = (event: ConversationEvent['event']): ConversationEvent => ({
  event,
  actor: 'chat-backend:chat',
  outcome: 'done',
  ...conversation,
})
const closed = eventOf('conversation-closed')

const newChain = () => {
  const { ports, tables } = createMemoryDependencies()
  const all = ports()
  const chain = () => (tables.audit.get(conversationChain(conversation)) ?? []).map(({ event }) => event)
  return { ...all, chain, append: (event: ConversationEvent['event']) => all.audit.append(eventOf(event), undefined) }
}

test('appends the event once, however many requests ask for it at the same time or later', async () => {
  const ports = newChain()
  await ports.append('conversation-opened')
  await Promise.all(Array.from({ length: 10 }, () => ensureRecorded(ports, closed)))
  await ensureRecorded(ports, closed)
  expect(ports.chain()).toEqual(['conversation-opened', 'conversation-closed'])
})

test('finds the event on a later page of a long chain', async () => {
  const ports = newChain()
  for (let count = 0; count < 150; count++) await ports.append('form-sent')
  await ports.append('conversation-closed')
  const appendAt = () => Promise.reject(new Error('the event is in the chain'))
  await ensureRecorded({ audit: { appendAt }, trail: ports.trail }, closed)
  expect(ports.chain()).toHaveLength(151)
})

test('passes on the records that are appended meanwhile, each record once', async () => {
  const ports = newChain()
  await ports.append('conversation-opened')
  const seen: AuditRecord[][] = []
  await ensureRecorded(
    {
      trail: ports.trail,
      audit: {
        async appendAt(event, after) {
          if (seen.length === 0) await ports.append('form-sent')
          return await ports.audit.appendAt(event, after)
        },
      },
    },
    closed,
    async (records) => void seen.push([...records]),
  )
  expect(seen.map((records) => records.map(({ event }) => event))).toEqual([['conversation-opened'], ['form-sent']])
  expect(ports.chain()).toEqual(['conversation-opened', 'form-sent', 'conversation-closed'])
})

test('throws `audit-failed` if other records take every position that is tried', async () => {
  const ports = newChain()
  const audit = { appendAt: async () => undefined }
  await expect(ensureRecorded({ audit, trail: ports.trail }, closed)).rejects.toMatchObject({ code: 'audit-failed' })
})
