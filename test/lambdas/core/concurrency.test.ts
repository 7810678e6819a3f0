import { describe, expect, test } from 'vitest'
import { forEachConcurrently, limitConcurrency, timedOut, withinDeadline } from '../../../lambdas/core/concurrency.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const never = () => new Promise<never>(() => {})

describe('forEachConcurrently', () => {
  test('runs up to the given number of tasks concurrently, and starts the next when one ends', async () => {
    const begun: number[] = []
    const end = new Map<number, () => void>()
    const all = forEachConcurrently(2, [1, 2, 3, 4], async (item) => {
      begun.push(item)
      await new Promise<void>((resolve) => end.set(item, resolve))
    })
    await settled()
    expect(begun).toEqual([1, 2])
    end.get(2)?.()
    await settled()
    expect(begun).toEqual([1, 2, 3])
    for (const item of [1, 3]) end.get(item)?.()
    await settled()
    end.get(4)?.()
    await all
  })

  test('processes all items, and rejects with the first failure', async () => {
    const tried: number[] = []
    const work = async (item: number) => {
      tried.push(item)
      if (item < 3) throw new Error(`item ${item}`)
    }
    await expect(forEachConcurrently(1, [1, 2, 3], work)).rejects.toThrow('item 1')
    expect(tried).toEqual([1, 2, 3])
  })
})

describe('turns', () => {
  test('run in the order in which they are requested, even after a failure', async () => {
    const inTurn = limitConcurrency(1)
    const order: string[] = []
    const work = (name: string) => async () => void order.push(name)
    const failing = inTurn(async () => Promise.reject(new Error('failed')))
    const others = ['b', 'c'].map((name) => inTurn(work(name)))
    await expect(failing).rejects.toThrow('failed')
    await Promise.all(others)
    await inTurn(work('d'))
    expect(order).toEqual(['b', 'c', 'd'])
  })

  test('start while a slot is free, even if an earlier turn never ends', async () => {
    const inTurn = limitConcurrency(2)
    void inTurn(never)
    expect(await inTurn(async () => 'done')).toBe('done')
    expect(await inTurn(async () => 'again')).toBe('again')
  })
})

describe('withinDeadline', () => {
  test('returns `timedOut` for work that does not end before the deadline or that starts after the deadline', async () => {
    const deadline = new AbortController()
    const waiting = withinDeadline(never(), deadline.signal)
    expect(await withinDeadline(Promise.resolve('in time'), deadline.signal)).toBe('in time')
    deadline.abort()
    expect([await waiting, await withinDeadline(Promise.resolve('afterwards'), deadline.signal)]).toEqual([
      timedOut,
      timedOut,
    ])
  })

  test('rejects with a failure that happens before the deadline', async () => {
    await expect(withinDeadline(Promise.reject(new Error('failed')), new AbortController().signal)).rejects.toThrow(
      'failed',
    )
  })
})
