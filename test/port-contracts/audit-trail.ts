import { expect } from 'vitest'
import { conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function auditTrailContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const recorded = async (count: number) => {
    const { ports, chain, now } = storage()
    const { event, conversation } = newSampleRecords(now())
    for (let index = 0; index < count; index++) await ports.audit.append(event, undefined)
    return { trail: ports.trail, conversation, records: await chain(conversationChain(event)) }
  }

  test('the trail of a conversation is its chain, whole and in order, page by page', async () => {
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

  test('a conversation of which nothing is on record has an empty trail', async () => {
    const { trail, conversation } = await recorded(0)
    expect(await trail.listByConversation(conversation, { limit: 2 })).toEqual({ records: [] })
  })
}
