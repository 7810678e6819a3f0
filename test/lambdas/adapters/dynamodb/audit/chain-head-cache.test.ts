import { describe, expect, test } from 'vitest'
import { chainHeadCache } from '../../../../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'

const head = (sequence: number) => ({ sequence, hash: `hash ${sequence}` })

describe('the cache of chain heads', () => {
  test('runs the tasks of one chain in sequence, even after a failure, and does not delay other chains', async () => {
    const cache = chainHeadCache()
    const done: string[] = []
    const { promise: unblocked, resolve: unblock } = Promise.withResolvers<void>()
    const first = cache.runExclusive('a', async () => {
      await unblocked
      done.push('first')
      throw new Error('first fails')
    })
    const second = cache.runExclusive('a', async () => void done.push('second'))
    await cache.runExclusive('b', async () => void done.push('elsewhere'))
    unblock()
    await expect(first).rejects.toThrow('first fails')
    await second
    expect(done).toEqual(['elsewhere', 'first', 'second'])
  })

  test('keeps each head until that head is removed, and limits the number of chains', async () => {
    const cache = chainHeadCache(2)
    const remembered = (chain: string) => cache.runExclusive(chain, async (known) => known)
    cache.remember('a', head(1))
    cache.remember('b', head(2))
    cache.remember('a', head(3))
    cache.remember('c', head(4))
    expect(await Promise.all(['a', 'b', 'c'].map(remembered))).toEqual([head(3), undefined, head(4)])
    cache.forget('a')
    expect(await remembered('a')).toBeUndefined()
  })
})
