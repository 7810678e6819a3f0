/** What every holding owes its callers. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../../../../lambdas/core/clock.ts'
import type { Holding } from '../../../../lambdas/pci-zone/holding/holding.ts'
import { sealedAnswers } from './sealed-answers.ts'

/** A clock that goes only when it is told to. */
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
    test('hands out what was put, once', async () => {
      const { holding, id } = start()
      const sealed = sealedAnswers('card-verification-code', 'pin')
      await holding.put(id, sealed, 60)
      expect(await holding.take(id)).toEqual(sealed)
      expect(await holding.take(id)).toBeUndefined()
    })

    test('has nothing for a submission that put nothing', async () => {
      const { holding, id } = start()
      expect(await holding.take(id)).toBeUndefined()
    })

    test('keeps submissions apart', async () => {
      const { holding } = start()
      const puts = Array.from({ length: 20 }, () => ({ id: randomUUID(), sealed: sealedAnswers() }))
      await Promise.all(puts.map(({ id, sealed }) => holding.put(id, sealed, 60)))
      for (const { id, sealed } of puts) expect(await holding.take(id)).toEqual(sealed)
    })

    test('holds the most that one submission can bring', async () => {
      const { holding, id } = start()
      const sealed = sealedAnswers(...Array.from({ length: 100 }, (_, index) => `question-${index}`))
      await holding.put(id, sealed, 60)
      expect(await holding.take(id)).toEqual(sealed)
    })

    test('abuse 2: hands out to exactly one of 1,000 who ask at once', async () => {
      const { holding, id } = start()
      const sealed = sealedAnswers()
      await holding.put(id, sealed, 60)
      const taken = await Promise.all(Array.from({ length: 1_000 }, () => holding.take(id)))
      expect(taken.filter((answers) => answers !== undefined)).toEqual([sealed])
    })

    test('a second put under one id is a fault and changes nothing', async () => {
      const { holding, id } = start()
      const first = sealedAnswers()
      await holding.put(id, first, 60)
      await expect(holding.put(id, sealedAnswers(), 60)).rejects.toMatchObject(holdingFault)
      expect(await holding.take(id)).toEqual(first)
    })

    test('of many puts under one id at once, one is held and it is the one that heard so', async () => {
      const { holding, id } = start()
      const candidates = Array.from({ length: 50 }, () => sealedAnswers())
      const outcomes = await Promise.allSettled(candidates.map((sealed) => holding.put(id, sealed, 60)))
      const held = candidates.filter((_, index) => outcomes[index]?.status === 'fulfilled')
      expect(held).toHaveLength(1)
      expect(await holding.take(id)).toEqual(held[0])
    })

    test('I2: hands out a millisecond before the expiry', async () => {
      const { clock, holding, id } = start()
      const sealed = sealedAnswers()
      await holding.put(id, sealed, 5)
      clock.forward(4_999)
      expect(await holding.take(id)).toEqual(sealed)
    })

    test.each([0, 1, 3_600_000])('abuse 24: hands out nothing %i ms after the expiry', async (late) => {
      const { clock, holding, id } = start()
      await holding.put(id, sealedAnswers(), 5)
      clock.forward(5_000 + late)
      expect(await holding.take(id)).toBeUndefined()
    })

    test('what was discarded is gone', async () => {
      const { holding, id } = start()
      await holding.put(id, sealedAnswers(), 60)
      await holding.discard(id)
      expect(await holding.take(id)).toBeUndefined()
    })

    test('discarding what is not there is no error', async () => {
      const { holding, id } = start()
      await expect(holding.discard(id)).resolves.toBeUndefined()
    })

    test('an id that was taken or discarded can hold again', async () => {
      const { holding, id } = start()
      await holding.put(id, sealedAnswers(), 60)
      await holding.take(id)
      await holding.put(id, sealedAnswers(), 60)
      await holding.discard(id)
      const last = sealedAnswers()
      await holding.put(id, last, 60)
      expect(await holding.take(id)).toEqual(last)
    })

    test('changing what was handed over, or handed out, changes nothing that is held', async () => {
      const { holding, id } = start()
      const sealed = { ...sealedAnswers() }
      const expected = structuredClone(sealed)
      await holding.put(id, sealed, 60)
      delete sealed['card-verification-code']
      expect(await holding.take(id)).toEqual(expected)
    })
  })
}
