import { expect } from 'vitest'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { conversationChain, dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import { dayOf, pointerTo } from '../../lambdas/core/audit/pointer.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function auditTrailContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const recorded = async (count: number) => {
    const { ports, chain, now } = storage()
    const { event, conversation } = newSampleRecords(now())
    for (let index = 0; index < count; index++) await ports.audit.append(event, undefined)
    return { trail: ports.trail, conversation, records: await chain(conversationChain(event)) }
  }

  test('the audit trail of a conversation contains its complete chain, in order and in pages', async () => {
    const { trail, conversation, records } = await recorded(5)
    expect(records).toHaveLength(5)
    const first = await trail.listByConversation(conversation, { limit: 2 })
    expect(first).toEqual({ records: records.slice(0, 2), next: 2 })
    const second = await trail.listByConversation(conversation, { limit: 2, after: first.next })
    expect(second).toEqual({ records: records.slice(2, 4), next: 4 })
    expect(await trail.listByConversation(conversation, { limit: 2, after: second.next })).toEqual({
      records: records.slice(4),
    })
    expect(await trail.listByConversation(conversation, { limit: 5 })).toEqual({ records })
  })

  test('a conversation without records has an empty audit trail', async () => {
    const { trail, conversation } = await recorded(0)
    expect(await trail.listByConversation(conversation, { limit: 2 })).toEqual({ records: [] })
  })

  test('each day chain of a site is listed in order and in pages', async () => {
    const { ports, chain, now } = storage()
    const { site } = newSampleRecords(now())
    const { siteId } = site
    const at = now()
    const event = { event: 'permission-refused', actor: 'agent:x', outcome: 'refused', siteId } as const
    for (let index = 0; index < 20; index++) await ports.audit.record(event)
    let listed = 0
    for (let shard = 0; shard < dayChainCount; shard++) {
      const place = { siteId, day: dayOf(at), of: shard }
      const found: number[] = []
      let after: number | undefined
      do {
        const page = await ports.trail.listByDay(place, { limit: 2, after })
        found.push(...page.entries.map(({ sequence }) => sequence))
        for (const { sequence, record } of page.entries) expect(record).toMatchObject({ ...event, sequence })
        after = page.next
      } while (after !== undefined)
      expect(found).toEqual((await chain(dayChain(siteId, at, shard))).map(({ sequence }) => sequence))
      listed += found.length
    }
    expect(listed).toBe(20)
  })

  /** Records of releases in a conversation of a new site. */
  const released = async (count: number) => {
    const { ports, chain, now } = storage()
    const { event, site } = newSampleRecords(now())
    const release = { ...event, siteId: site.siteId, event: 'submission-retrieved', outcome: 'released' } as const
    for (let index = 0; index < count; index++) await ports.audit.append(release, undefined)
    await ports.audit.append({ ...release, event: 'form-sent', outcome: 'done' }, undefined)
    const records = await chain(conversationChain(release))
    const place = { siteId: site.siteId, day: dayOf(records[0]?.at ?? now()), of: 'pointers' } as const
    return { ...ports, records, place, chain }
  }

  test('a release has only one pointer to its record, even if the pointer is added repeatedly', async () => {
    const { pointers, trail, records, place } = await released(5)
    await pointers.add(records)
    await pointers.add(records.toReversed())
    const { entries } = await trail.listByDay(place, { limit: 10 })
    expect(entries.map(({ record }) => record?.sequence).sort()).toEqual([1, 2, 3, 4, 5])
    expect(entries.map(({ record }) => record)).toEqual(expect.arrayContaining(records.slice(0, 5)))
    const first = await trail.listByDay(place, { limit: 3 })
    const rest = await trail.listByDay(place, { limit: 3, after: first.next })
    expect([...first.entries, ...rest.entries]).toEqual(entries)
    expect(rest.next).toBeUndefined()
  })

  test('a pointer whose position is taken gets the next position, and keeps that position if it is added again', async () => {
    const { pointers, trail, records, place } = await released(1)
    const [record] = records
    if (record === undefined) throw new Error('no record')
    const [one, other] = recordsOfOnePlace(record)
    await pointers.add([one])
    for (let times = 0; times < 2; times++) await pointers.add([other, one])
    const { entries } = await trail.listByDay(place, { limit: 10 })
    const first = pointerTo(one)?.sequence ?? 0
    expect(entries.map(({ sequence }) => sequence - first)).toEqual([0, 1])
  })

  test('a pointer does not belong to a chain', async () => {
    const { pointers, records, chain, place } = await released(2)
    const before = await chain(records[0]?.chain ?? '')
    await pointers.add(records)
    expect(await chain(records[0]?.chain ?? '')).toEqual(before)
    expect((await storage().ports.trail.listByDay(place, { limit: 5 })).entries).toHaveLength(2)
  })
}

/** Two records of one millisecond whose pointers have the same position, found by trying. */
const recordsOfOnePlace = (like: AuditRecord): readonly [AuditRecord, AuditRecord] => {
  const known = new Map<number | undefined, AuditRecord>()
  for (let sequence = 1; sequence < 200_000; sequence++) {
    const record = { ...like, sequence }
    const place = pointerTo(record)?.sequence
    const other = known.get(place)
    if (other !== undefined) return [other, record]
    known.set(place, record)
  }
  throw new Error('no two pointers have one place')
}
