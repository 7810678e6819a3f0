import { describe, expect, test } from 'vitest'
import { finalState } from './model/final-state.ts'
import { undisturbed } from './model/invocation-modes.ts'
import { createJourney } from './model/journey.ts'
import { createSimulation } from './model/simulation.ts'

async function prepared(upTo: 'upToSubmit' | 'upToRetrieval') {
  const stage = createSimulation()
  const journey = createJourney({
    knownState: stage,
    history: stage.history,
    signedInAt: stage.world.clock.now(),
    finalState: async () => finalState(stage),
    records: async () => [],
  })
  await journey[upTo]()

  /** The call of that name comes back at the very moment at which the newest key expires. */
  const untilExpiryDuring = (slow: string) =>
    undisturbed(async (call, moment) => {
      const expiresAt = stage.keys.at(-1)?.expiresAt ?? 0
      if (call === slow && moment === 'after') stage.world.clock.advanceTo(expiresAt)
    })
  return { stage, journey, untilExpiryDuring }
}

/** Promise I2 while an invocation is under way: the key is judged when it is spent, not when it was shown. */
describe('A key that expires while its step waits for', () => {
  test.each(['records.read', 'vault.generateDataKey', 'holding.put'])('%s stores nothing', async (slow) => {
    const { stage, journey, untilExpiryDuring } = await prepared('upToSubmit')
    expect(await stage.perform(journey.submit(), untilExpiryDuring(slow))).toBe('not-available')
    expect(finalState(stage).filter(({ type }) => type === 'found-submission')).toEqual([])
  })

  test('records.read releases nothing', async () => {
    const { stage, journey, untilExpiryDuring } = await prepared('upToRetrieval')
    expect(await stage.perform(journey.retrieve(), untilExpiryDuring('records.read'))).toBe('not-available')
    expect(stage.history.filter(({ type }) => type === 'released')).toEqual([])
  })
})
