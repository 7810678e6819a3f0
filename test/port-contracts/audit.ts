import { expect } from 'vitest'
import type { AuditEvent, AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { chainHeadOf, conversationChain, dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import type { ChainHead } from '../../lambdas/core/audit/chain-head.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { expectUnbrokenChain } from './stored-samples.ts'

interface KnownHeads {
  readonly first: ChainHead
  readonly last: ChainHead
  /** A head of another chain. */
  readonly other: ChainHead
}

/** Hints that a role with write access to forms, keys and conversations could leave. */
export const forgedHints: Readonly<Record<string, (heads: KnownHeads) => ChainHead>> = {
  'ahead of the head': ({ last }) => ({ ...last, sequence: last.sequence + 5 }),
  'one ahead': ({ last }) => ({ ...last, sequence: last.sequence + 1 }),
  'behind the head': ({ first }) => first,
  'before the first record': ({ first }) => ({ ...first, sequence: 0 }),
  'below zero': ({ first }) => ({ ...first, sequence: -3 }),
  'with a wrong hash': ({ last }) => ({ ...last, hash: 'f'.repeat(64) }),
  'of another chain': ({ last, other }) => ({ ...other, sequence: last.sequence }),
}

export function auditContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, anotherProcess, chain, now } = storage()
    const { event, siteId } = newSampleRecords(now())
    return { audit: ports.audit, anotherProcess, event, siteId, read: () => chain(conversationChain(event)) }
  }

  test('append returns the new chain head after the event is stored', async () => {
    const { audit, event, read } = fresh()
    const head = await audit.append(event, undefined)
    const [record] = await read()
    expect(record).toMatchObject(event)
    expect(record && chainHeadOf(record)).toEqual(head)
    expect(head.sequence).toBe(1)
  })

  test('an event is appended at the end of the chain, whether the hint is missing, correct or stale', async () => {
    const { anotherProcess, event, read } = fresh()
    const first = await anotherProcess().audit.append(event, undefined)
    const second = await anotherProcess().audit.append(event, first)
    const third = await anotherProcess().audit.append(event, undefined)
    const fourth = await anotherProcess().audit.append(event, first)
    expect([first, second, third, fourth].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    const records = await read()
    expect(records.map(chainHeadOf)).toEqual([first, second, third, fourth])
    expectUnbrokenChain(records)
  })

  for (const [name, forge] of Object.entries(forgedHints)) {
    test(`abuse 44: after a hint ${name}, the event is appended at the end without a gap`, async () => {
      const { anotherProcess, event, read } = fresh()
      const heads: ChainHead[] = []
      for (let count = 0; count < 3; count++) heads.push(await anotherProcess().audit.append(event, undefined))
      const [first, , last] = heads
      const other = await anotherProcess().audit.append(newSampleRecords(storage().now()).event, undefined)
      if (first === undefined || last === undefined) throw new Error('Nothing was appended.')
      const head = await anotherProcess().audit.append(event, forge({ first, last, other }))
      const records = await read()
      expect(records.map(chainHeadOf)).toEqual([...heads, head])
      expectUnbrokenChain(records)
    })
  }

  test('a process finds the new chain head after another process appended a record', async () => {
    const { audit, anotherProcess, event, read } = fresh()
    await audit.append(event, undefined)
    await anotherProcess().audit.append(event, undefined)
    await audit.append(event, undefined)
    const records = await read()
    expect(records).toHaveLength(3)
    expectUnbrokenChain(records)
  })

  test('40 concurrent appends in four processes leave one unbroken chain', async () => {
    const { anotherProcess, event, read } = fresh()
    const processes = Array.from({ length: 4 }, anotherProcess)
    const places = await Promise.all(
      processes.flatMap(({ audit }) => Array.from({ length: 10 }, () => audit.append(event, undefined))),
    )
    const records = await read()
    expect(records).toHaveLength(40)
    expectUnbrokenChain(records)
    expect(places.map(({ sequence }) => sequence).sort((one, other) => one - other)).toEqual(
      records.map(({ sequence }) => sequence),
    )
  })

  const noted = async (site: string | undefined, write: () => Promise<unknown>): Promise<AuditRecord[][]> => {
    const { now, chain } = storage()
    const before = now()
    await write()
    const names = new Set(
      [before, now()].flatMap((at) => Array.from({ length: dayChainCount }, (_, shard) => dayChain(site, at, shard))),
    )
    return await Promise.all([...names].map(async (name) => [...(await chain(name))]))
  }

  test('40 concurrent records of one site are all in its day chains', async () => {
    const { anotherProcess, siteId } = fresh()
    const note: AuditEvent = { event: 'permission-refused', actor: 'agent:agent-7', outcome: 'refused', siteId }
    const processes = Array.from({ length: 2 }, anotherProcess)
    const chains = await noted(siteId, () =>
      Promise.all(processes.flatMap(({ audit }) => Array.from({ length: 20 }, () => audit.record(note)))),
    )
    for (const records of chains) expectUnbrokenChain(records)
    expect(chains.flat()).toHaveLength(40)
    for (const record of chains.flat()) expect(record).toMatchObject(note)
  })

  test('a record without a site is in a day chain too', async () => {
    const { audit } = fresh()
    const note: AuditEvent = { event: 'key-replayed', actor: 'service', outcome: 'refused' }
    const chains = await noted(undefined, () => audit.record(note))
    expect(chains.flat().some((record) => record.event === 'key-replayed' && record.siteId === undefined)).toBe(true)
  })
}
