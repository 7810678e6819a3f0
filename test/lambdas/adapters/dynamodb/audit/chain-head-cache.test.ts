import { describe, expect, test } from 'vitest'
import { chainHeadCache, laterHead } from '../../../../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'

const place = (sequence: number) => ({ sequence, hash: `hash ${sequence}` })

describe('what a process knows of where chains end', () => {
  test('work on one chain is done in turn, a failure included, and other chains do not wait', async () => {
    const ends = chainHeadCache()
    const done: string[] = []
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const first = ends.runExclusive('a', async () => {
      await held
      done.push('first')
      throw new Error('first fails')
    })
    const second = ends.runExclusive('a', async () => void done.push('second'))
    await ends.runExclusive('b', async () => void done.push('elsewhere'))
    letGo()
    await expect(first).rejects.toThrow('first fails')
    await second
    expect(done).toEqual(['elsewhere', 'first', 'second'])
  })

  test('a place is remembered until it is forgotten, and for so many chains only', async () => {
    const ends = chainHeadCache(2)
    const remembered = (chain: string) => ends.runExclusive(chain, async (known) => known)
    ends.remember('a', place(1))
    ends.remember('b', place(2))
    ends.remember('a', place(3))
    ends.remember('c', place(4))
    expect(await Promise.all(['a', 'b', 'c'].map(remembered))).toEqual([place(3), undefined, place(4)])
    ends.forget('a')
    expect(await remembered('a')).toBeUndefined()
  })

  test('of two hints the later one counts', () => {
    expect(laterHead(place(1), place(2))).toEqual(place(2))
    expect(laterHead(place(2), place(1))).toEqual(place(2))
    expect(laterHead(undefined, place(1))).toEqual(place(1))
    expect(laterHead(place(1), undefined)).toEqual(place(1))
    expect(laterHead(undefined, undefined)).toBeUndefined()
  })
})
