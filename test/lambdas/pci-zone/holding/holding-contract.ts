/** The contract of every holding. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../../../../lambdas/core/clock.ts'
import type { Holding } from '../../../../lambdas/pci-zone/holding/holding.ts'
import { sealedAnswers } from './sealed-answers.ts'

/** A clock that moves only when the test moves it. */
export function manualClock(): Clock & { forward(milliseconds: number): void } {
  let now = Date.now()
  return {
    now: () => now,
    forward: (milliseconds) => {
      now += milliseconds
    },
  }
}

export const holdingFault = { name: 'Fault', code: 'holding-failed', message: 'holding-failed' }

export function holdingContract(name: string, make: (clock: Clock) => Holding): void {
  const start = () => {
    const clock = manualClock()
    return { clock, holding: make(clock), id: randomUUID() }
  }

  describe(`the holding in ${name}`, () => {
    test('returns the stored answers once', async () => {
      const { holding, id } = start()
      const sealed = sealedAnswers('card-verification-code', 'pin')
      await holding.put(id, sealed, 60)
      expect(await holding.take(id)).toEqual(sealed)
      expect(await holding.take(id)).toBeUndefined()
    })

    test('returns nothing for a submission without sealed answers', async () => {
      const { holding, id } = start()
      expect(await holding.take(id)).toBeUndefined()
    })

    test('keeps the answers of different submissions separate', async () => {
      const { holding } = start()
      const puts = Array.from({ length: 20 }, () => ({ id: randomUUID(), sealed: sealedAnswers() }))
      await Promise.all(puts.map(({ id, sealed }) => holding.put(id, sealed, 60)))
      for (const { id, sealed } of puts) expect(await holding.take(id)).toEqual(sealed)
    })

    test('accepts the largest sealed answers that one submission can have', async () => {
      const { holding, id } = start()
      const sealed = sealedAnswers(...Array.from({ length: 100 }, (_, index) => `question-${index}`))
      await holding.put(id, sealed, 60)
      expect(await holding.take(id)).toEqual(sealed)
    })

    test('abuse 2: returns the answers to exactly one of 1,000 concurrent reads', async () => {
      const { holding, id } = start()
      const sealed = sealedAnswers()
      await holding.put(id, sealed, 60)
      const taken = await Promise.all(Array.from({ length: 1_000 }, () => holding.take(id)))
      expect(taken.filter((answers) => answers !== undefined)).toEqual([sealed])
    })

    test('rejects a second put under one id with a fault, and keeps the first answers', async () => {
      const { holding, id } = start()
      const first = sealedAnswers()
      await holding.put(id, first, 60)
      await expect(holding.put(id, sealedAnswers(), 60)).rejects.toMatchObject(holdingFault)
      expect(await holding.take(id)).toEqual(first)
    })

    test('accepts exactly one of many concurrent puts under one id, and holds the answers of that put', async () => {
      const { holding, id } = start()
      const candidates = Array.from({ length: 50 }, () => sealedAnswers())
      const outcomes = await Promise.allSettled(candidates.map((sealed) => holding.put(id, sealed, 60)))
      const held = candidates.filter((_, index) => outcomes[index]?.status === 'fulfilled')
      expect(held).toHaveLength(1)
      expect(await holding.take(id)).toEqual(held[0])
    })

    test('I2: returns the answers one millisecond before the expiry', async () => {
      const { clock, holding, id } = start()
      const sealed = sealedAnswers()
      await holding.put(id, sealed, 5)
      clock.forward(4_999)
      expect(await holding.take(id)).toEqual(sealed)
    })

    test.each([0, 1, 3_600_000])('abuse 24: returns nothing %i ms after the expiry', async (late) => {
      const { clock, holding, id } = start()
      await holding.put(id, sealedAnswers(), 5)
      clock.forward(5_000 + late)
      expect(await holding.take(id)).toBeUndefined()
    })

    test('returns nothing for a submission that was discarded', async () => {
      const { holding, id } = start()
      await holding.put(id, sealedAnswers(), 60)
      await holding.discard(id)
      expect(await holding.take(id)).toBeUndefined()
    })

    test('ignores a request to discard an id that it does not hold', async () => {
      const { holding, id } = start()
      await expect(holding.discard(id)).resolves.toBeUndefined()
    })

    test('accepts new answers under an id whose answers were read or discarded', async () => {
      const { holding, id } = start()
      await holding.put(id, sealedAnswers(), 60)
      await holding.take(id)
      await holding.put(id, sealedAnswers(), 60)
      await holding.discard(id)
      const last = sealedAnswers()
      await holding.put(id, last, 60)
      expect(await holding.take(id)).toEqual(last)
    })

    test('stores a copy, so that later changes to the caller’s objects have no effect', async () => {
      const { holding, id } = start()
      const sealed = { ...sealedAnswers() }
      const expected = structuredClone(sealed)
      await holding.put(id, sealed, 60)
      delete sealed['card-verification-code']
      expect(await holding.take(id)).toEqual(expected)
    })
  })
}
