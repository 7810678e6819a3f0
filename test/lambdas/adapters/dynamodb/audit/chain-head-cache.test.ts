import { describe, expect, test } from 'vitest'
import { chainEnds, laterPlace } from '../../../../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'

const place = (sequence: number) => ({ sequence, hash: `hash ${sequence}` })

describe('what a process knows of where chains end', () => {
  test('work on one chain is done in turn, a failure included, and other chains do not wait', async () => {
    const ends = chainEnds()
    const done: string[] = []
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const first = ends.inTurn('a', async () => {
      await held
      done.push('first')
      throw new Error('first fails')
    })
    const second = ends.inTurn('a', async () => void done.push('second'))
    await ends.inTurn('b', async () => void done.push('elsewhere'))
    letGo()
    await expect(first).rejects.toThrow('first fails')
    await second
    expect(done).toEqual(['elsewhere', 'first', 'second'])
  })

  test('a place is remembered until it is forgotten, and for so many chains only', async () => {
    const ends = chainEnds(2)
    const remembered = (chain: string) => ends.inTurn(chain, async (known) => known)
    ends.remember('a', place(1))
    ends.remember('b', place(2))
    ends.remember('a', place(3))
    ends.remember('c', place(4))
    expect(await Promise.all(['a', 'b', 'c'].map(remembered))).toEqual([place(3), undefined, place(4)])
    ends.forget('a')
    expect(await remembered('a')).toBeUndefined()
  })

  test('of two hints the later one counts', () => {
    expect(laterPlace(place(1), place(2))).toEqual(place(2))
    expect(laterPlace(place(2), place(1))).toEqual(place(2))
    expect(laterPlace(undefined, place(1))).toEqual(place(1))
    expect(laterPlace(place(1), undefined)).toEqual(place(1))
    expect(laterPlace(undefined, undefined)).toBeUndefined()
  })
})
