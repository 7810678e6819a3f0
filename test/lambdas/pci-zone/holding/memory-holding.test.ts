import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryHolding } from '../../../../lambdas/pci-zone/holding/memory-holding.ts'
import { holdingFault } from './holding-contract.ts'
import { sealedAnswers } from './sealed-answers.ts'

const clock = { now: () => Date.now() }
const sealed = sealedAnswers()

/** The buffers that a holding made, to see what becomes of them. */
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

describe('the holding in process memory', () => {
  test('wipes an entry when its time is up, though nobody asks for it', async () => {
    const holding = memoryHolding({ clock })
    await holding.put(randomUUID(), sealed, 60)
    vi.advanceTimersByTime(59_999)
    expect(wiped()).toEqual([false])
    vi.advanceTimersByTime(1)
    expect(wiped()).toEqual([true])
  })

  test('wipes an entry that is taken or discarded, and leaves no timer behind', async () => {
    const holding = memoryHolding({ clock })
    const [one, other] = [randomUUID(), randomUUID()]
    await holding.put(one, sealed, 60)
    await holding.put(other, sealed, 60)
    await holding.take(one)
    await holding.discard(other)
    expect(wiped()).toEqual([true, true])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('wipes by the clock, not by the timer: one that fires early waits for the rest', async () => {
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

  test('wipes what it refuses', async () => {
    const holding = memoryHolding({ clock, maximumEntries: 0 })
    await expect(holding.put(randomUUID(), sealed, 60)).rejects.toMatchObject(holdingFault)
    expect(wiped()).toEqual([true])
  })

  test('abuse 24: is full at its limit of entries, and has room again once one is gone', async () => {
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

  test('abuse 24: is full at its limit of bytes, and has room again once one is gone', async () => {
    const holding = memoryHolding({ clock, maximumBytes: 400 })
    const [one, two] = [randomUUID(), randomUUID()]
    await holding.put(one, sealed, 60)
    await expect(holding.put(two, sealed, 60)).rejects.toMatchObject(holdingFault)
    await holding.discard(one)
    await holding.put(two, sealed, 60)
    expect(await holding.take(two)).toEqual(sealed)
  })

  test('what has expired does not count, though no timer has fired', async () => {
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
