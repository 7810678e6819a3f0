import { describe, expect, test } from 'vitest'
import type { ValkeyClient } from '../../../../lambdas/pci-zone/holding/valkey-client.ts'
import { valkeyHolding } from '../../../../lambdas/pci-zone/holding/valkey-holding.ts'
import { sealedAnswers } from './sealed-answers.ts'

const settings = { host: 'holding.example', port: 6379, cluster: false, tls: 'off' } as const
const clock = { now: () => 1_700_000_000_000 }

const storingClient = (stored: string[]): ValkeyClient => ({
  connect: async () => {},
  setNew: async (key) => stored.push(key) > 0,
  getDelete: async () => null,
  delete: async () => 1,
  exists: async () => 0,
  destroy: () => {},
})

describe('the client of the holding', () => {
  test('is loaded at the first use, and once', async () => {
    const stored: string[] = []
    let loaded = 0
    const loadClient = async () => {
      loaded++
      return { valkeyClient: () => storingClient(stored) }
    }
    const holding = valkeyHolding({ settings, clock, loadClient })
    expect(loaded).toBe(0)
    await holding.put('one', sealedAnswers(), 60)
    await holding.put('two', sealedAnswers(), 60)
    expect([loaded, stored.length]).toEqual([1, 2])
  })

  test('causes the fault of a holding that is down if it cannot be loaded, and is loaded again at the next use', async () => {
    const stored: string[] = []
    let fails = true
    const loadClient = async () => {
      if (fails) throw new Error('the file is missing')
      return { valkeyClient: () => storingClient(stored) }
    }
    const holding = valkeyHolding({ settings, clock, loadClient })
    for (const use of [holding.put('one', sealedAnswers(), 60), holding.take('one'), holding.discard('one')])
      await expect(use).rejects.toMatchObject({ code: 'holding-failed' })
    fails = false
    await holding.put('one', sealedAnswers(), 60)
    expect(stored).toHaveLength(1)
  })
})
