import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryHolding } from '../../../../lambdas/pci-zone/holding/memory-holding.ts'
import { holdingFault } from './holding-contract.ts'
import { sealedAnswers } from './sealed-answers.ts'

const clock = { now: () => Date.now() }
const sealed = sealedAnswers()

/** The buffers that a holding created, to check that they are wiped. */
const buffers: Buffer[] = []

beforeEach(() => {
  vi.useFakeTimers()
  const from = Buffer.from.bind(Buffer)
  vi.spyOn(Buffer, 'from').mockImplementation((text: unknown) => {
    const buffer = from(String(text), 'utf8')
    buffers.push(buffer)
    return buffer
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  buffers.length = 0
})

const wiped = () => buffers.map((buffer) => buffer.every((byte) => byte === 0))

describe('the in-memory holding', () => {
  test('wipes an entry at its expiry, even without a call', async () => {
    const holding = memoryHolding({ clock })
    await holding.put(randomUUID(), sealed, 60)
    vi.advanceTimersByTime(59_999)
    expect(wiped()).toEqual([false])
    vi.advanceTimersByTime(1)
    expect(wiped()).toEqual([true])
  })

  test('wipes an entry that is read or discarded, and cancels its timer', async () => {
    const holding = memoryHolding({ clock })
    const [one, other] = [randomUUID(), randomUUID()]
    await holding.put(one, sealed, 60)
    await holding.put(other, sealed, 60)
    await holding.take(one)
    await holding.discard(other)
    expect(wiped()).toEqual([true, true])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('wipes an entry only when the clock has reached its expiry, and sets a timer that fires early again for the remaining time', async () => {
    let now = 1_000_000
    const holding = memoryHolding({ clock: { now: () => now } })
    await holding.put(randomUUID(), sealed, 60)
    now += 59_000
    vi.advanceTimersByTime(60_000)
    expect(wiped()).toEqual([false])
    now += 1_000
    vi.advanceTimersByTime(1_000)
    expect(wiped()).toEqual([true])
  })

  test('wipes an entry that it refuses', async () => {
    const holding = memoryHolding({ clock, maximumEntries: 0 })
    await expect(holding.put(randomUUID(), sealed, 60)).rejects.toMatchObject(holdingFault)
    expect(wiped()).toEqual([true])
  })

  test('abuse 24: refuses more entries than its limit, and accepts another entry after one is removed', async () => {
    const holding = memoryHolding({ clock, maximumEntries: 2 })
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()]
    await holding.put(one, sealed, 60)
    await holding.put(two, sealed, 60)
    await expect(holding.put(three, sealed, 60)).rejects.toMatchObject(holdingFault)
    await holding.take(one)
    await holding.put(three, sealed, 60)
    expect(await holding.take(two)).toEqual(sealed)
    expect(await holding.take(three)).toEqual(sealed)
  })

  test('abuse 24: refuses more bytes than its limit, and accepts another entry after one is removed', async () => {
    const holding = memoryHolding({ clock, maximumBytes: 400 })
    const [one, two] = [randomUUID(), randomUUID()]
    await holding.put(one, sealed, 60)
    await expect(holding.put(two, sealed, 60)).rejects.toMatchObject(holdingFault)
    await holding.discard(one)
    await holding.put(two, sealed, 60)
    expect(await holding.take(two)).toEqual(sealed)
  })

  test('does not count an expired entry, even before its timer fires', async () => {
    let now = 1_000_000
    const holding = memoryHolding({ clock: { now: () => now }, maximumEntries: 1 })
    const [one, two] = [randomUUID(), randomUUID()]
    await holding.put(one, sealed, 60)
    now += 60_000
    await holding.put(two, sealed, 60)
    expect(await holding.take(one)).toBeUndefined()
    expect(await holding.take(two)).toEqual(sealed)
  })
})
