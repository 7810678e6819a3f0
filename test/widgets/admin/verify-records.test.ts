import { expect, test } from 'vitest'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { chainHeadOf, emptyChainHead, linkRecord } from '../../../lambdas/core/audit/audit-chain.ts'
import type { ChainHead } from '../../../lambdas/core/audit/chain-head.ts'
import { verifyRecords } from '../../../widgets/admin/records/verify-records.ts'

const event = { event: 'signed-out', actor: 'agent:agent-7', outcome: 'done' } as const

const chainOf = (chain: string, length: number): readonly AuditRecord[] => {
  let after: ChainHead = emptyChainHead
  return Array.from({ length }, (_, index) => {
    const record = linkRecord(event, { chain, after, at: index, eventId: `${chain}-${index + 1}` })
    after = chainHeadOf(record)
    return record
  })
}

const shown = (record: AuditRecord) => ({ eventId: record.eventId, hash: record.hash, record })

test('counts the records whose content matches their hash, and those that follow the record before them', async () => {
  const events = [...chainOf('a', 3), ...chainOf('b', 2)].reverse().map(shown)
  expect(await verifyRecords(events)).toEqual({ intact: 5, linked: 3, chains: 2, broken: new Set() })
})

test('finds a changed record, a replaced record, and a hash that is not that of the record', async () => {
  const [first, second, third] = chainOf('a', 3).map(shown)
  if (first === undefined || second === undefined || third === undefined) throw new Error('no records')
  const changed = { ...second, record: { ...second.record, actor: 'agent:agent-8' } }
  expect((await verifyRecords([first, changed, third])).broken).toEqual(new Set(['a-2']))
  const other = linkRecord(event, { chain: 'a', after: chainHeadOf(first.record), at: 9, eventId: 'a-2' })
  expect((await verifyRecords([first, shown(other), third])).broken).toEqual(new Set(['a-3']))
  expect((await verifyRecords([{ ...first, hash: second.hash }])).broken).toEqual(new Set(['a-1']))
})

test('does not count a record as linked if the record before it is not shown', async () => {
  const [, second, third] = chainOf('a', 3).map(shown)
  if (second === undefined || third === undefined) throw new Error('no records')
  expect(await verifyRecords([second, third])).toMatchObject({ intact: 2, linked: 1, broken: new Set() })
})
