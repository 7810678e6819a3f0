import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ChainGrowth, type Checkpoint, checkpointName } from '../../../lambdas/audit/checkpoint.ts'
import { checkpointAudit } from '../../../lambdas/audit/checkpoint-audit.ts'
import { exportAudit } from '../../../lambdas/audit/export-audit.ts'
import { emptyChainHead, hashOfFields } from '../../../lambdas/core/audit/audit-chain.ts'
import { hours, minutes } from '../../../lambdas/core/time.ts'
import { type MemoryArchive, memoryArchive } from '../../../local/memory/archive.ts'
import { virtualClock } from '../../../local/memory/clock.ts'
import { conversationWriter, toStreamRecords } from './audit-chains.ts'

const noon = Date.UTC(2030, 0, 15, 12)
let clock: ReturnType<typeof virtualClock>
let archive: MemoryArchive
let run: () => Promise<Checkpoint | undefined>
let put: ReturnType<typeof exportAudit>

beforeEach(() => {
  clock = virtualClock(noon)
  archive = memoryArchive(clock)
  run = checkpointAudit({ archive, clock, settledAfterMs: minutes(5) })
  put = exportAudit(archive)
})

const newCheckpoint = async (): Promise<Checkpoint> => {
  const checkpoint = await run()
  if (checkpoint === undefined) throw new Error('no checkpoint was made')
  return checkpoint
}
const growthIn = ({ sites }: Checkpoint): ChainGrowth[] =>
  sites.flatMap(({ name, sha256 }) => {
    const text = archive.objects.get(name)?.text ?? ''
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
    return text
      .trim()
      .split('\n')
      .map((line) => z.parse(ChainGrowth, JSON.parse(line)))
  })

describe('a checkpoint', () => {
  test('contains, for each site, the new records of every chain', async () => {
    const [one, two] = [conversationWriter('acme', 'b'), conversationWriter('acme', 'a')]
    const other = conversationWriter('brand', 'a')
    const [first, second, third, fourth] = [one.next(noon), one.next(noon), two.next(noon), other.next(noon)]
    await put(toStreamRecords(first, third))
    await put(toStreamRecords(second, fourth))
    clock.advance(hours(1))
    const checkpoint = await newCheckpoint()
    expect(checkpoint).toMatchObject({ number: 1, from: 0, until: noon + minutes(55), previousHash: '0'.repeat(64) })
    expect(checkpoint.sites.map(({ siteId, chains }) => [siteId, chains])).toEqual([
      ['acme', 2],
      ['brand', 1],
    ])
    expect(growthIn(checkpoint)).toEqual([
      { chain: two.chain, from: emptyChainHead, to: { sequence: 1, hash: third.hash } },
      { chain: one.chain, from: emptyChainHead, to: { sequence: 2, hash: second.hash } },
      { chain: other.chain, from: emptyChainHead, to: { sequence: 1, hash: fourth.hash } },
    ])
    expect(checkpoint.objects.map(({ name }) => name)).toEqual(
      [...archive.objects.keys()].filter((name) => name.startsWith('audit/')),
    )
  })

  test('contains the hash of the previous checkpoint, and starts where the previous checkpoint ended', async () => {
    const chat = conversationWriter('acme', 'a')
    const old = chat.next(noon)
    await put(toStreamRecords(old))
    clock.advance(hours(1))
    const first = await newCheckpoint()
    const recent = chat.next(clock.now())
    await put(toStreamRecords(recent))
    clock.advance(hours(1))
    const second = await newCheckpoint()
    expect(second).toMatchObject({ number: 2, previousHash: first.hash, from: first.until })
    expect(growthIn(second)).toEqual([
      { chain: chat.chain, from: { sequence: 1, hash: old.hash }, to: { sequence: 2, hash: recent.hash } },
    ])
    for (const { hash, ...rest } of [first, second]) expect(hashOfFields(rest)).toBe(hash)
  })

  test('is written even if there are no new records', async () => {
    const first = await newCheckpoint()
    clock.advance(hours(1))
    expect(await newCheckpoint()).toMatchObject({ number: 2, previousHash: first.hash, objects: [], sites: [] })
  })

  test('includes each exported object once, even if the object was stored late or delivered twice', async () => {
    const chat = conversationWriter('acme', 'a')
    await put(toStreamRecords(chat.next(noon)))
    clock.advance(hours(1))
    const batch = toStreamRecords(chat.next(clock.now()))
    await put(batch)
    const first = await newCheckpoint()
    // A day late, and delivered again together with the next record.
    clock.advance(hours(23))
    await put(batch)
    await put([...batch, ...toStreamRecords(chat.next(clock.now()))])
    clock.advance(minutes(6))
    const second = await newCheckpoint()
    const taken = [...first.objects, ...second.objects].map(({ name }) => name)
    expect(taken.toSorted()).toEqual([...new Set(taken)].toSorted())
    expect(taken).toHaveLength(3)
    expect(growthIn(second)).toMatchObject([{ from: { sequence: 1 }, to: { sequence: 3 } }])
  })

  test('is stored once if two runs write it concurrently, and the next checkpoint is correct', async () => {
    await put(toStreamRecords(conversationWriter('acme', 'a').next(noon)))
    clock.advance(hours(1))
    const both = await Promise.all([run(), run()])
    const [written, ...others] = both.filter((checkpoint) => checkpoint !== undefined)
    expect(others).toEqual([])
    expect(written && growthIn(written)).toHaveLength(1)
    clock.advance(hours(1))
    expect(await newCheckpoint()).toMatchObject({ number: 2, previousHash: written?.hash })
  })

  test('ignores the files that an aborted run left, even if their number is 1,000', async () => {
    await archive.putOnce('checkpoints/00000/00000001/acme.0000000000000000.jsonl', '')
    const first = await newCheckpoint()
    expect(first.number).toBe(1)
    await archive.putOnce(`${checkpointName(1_000).slice(0, -5)}/acme.0000000000000000.jsonl`, '')
    clock.advance(hours(1))
    expect(await newCheckpoint()).toMatchObject({ number: 2, previousHash: first.hash })
  })

  test('continues where the previous checkpoint ended, even months later', async () => {
    const first = await newCheckpoint()
    const chat = conversationWriter('acme', 'a')
    clock.advance(24 * hours(40))
    await put(toStreamRecords(chat.next(clock.now())))
    clock.advance(24 * hours(60))
    const second = await newCheckpoint()
    expect(second).toMatchObject({ number: 2, from: first.until })
    expect(growthIn(second)).toHaveLength(1)
  })

  test('is not written when an exported object has been changed', async () => {
    await put(toStreamRecords(conversationWriter('acme', 'a').next(noon)))
    for (const object of archive.objects.values()) object.text = object.text.slice(0, -20)
    clock.advance(hours(1))
    await expect(run()).rejects.toMatchObject({ code: 'stored-item-malformed' })
  })
})
