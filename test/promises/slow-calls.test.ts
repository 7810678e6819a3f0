import { describe, expect, test } from 'vitest'
import { undisturbed } from './model/invocation-modes.ts'
import { createJourney } from './model/journey.ts'
import { createSimulation, simulatedEnvironment } from './model/simulation.ts'

async function prepared(upTo: 'upToSubmit' | 'upToRetrieval') {
  const simulation = createSimulation()
  const journey = createJourney(simulatedEnvironment(simulation))
  await journey[upTo]()

  /** The call of that name returns exactly when the newest key expires. */
  const untilExpiryDuring = (slow: string) =>
    undisturbed(async (call, moment) => {
      const expiresAt = simulation.keys.at(-1)?.expiresAt ?? 0
      if (call === slow && moment === 'after') simulation.memory.clock.advanceTo(expiresAt)
    })
  return { simulation, journey, untilExpiryDuring }
}

/** Promise I2 during an invocation: expiry is decided when the key is spent, not when it is shown. */
describe('if a key expires during a call of', () => {
  test.each(['records.read', 'vault.generateDataKey', 'holding.put'])(
    '%s, submit-form stores nothing',
    async (slow) => {
      const { simulation, journey, untilExpiryDuring } = await prepared('upToSubmit')
      expect(await simulation.perform(journey.submit(), untilExpiryDuring(slow))).toBe('not-available')
      expect(simulation.finalState().filter(({ type }) => type === 'found-submission')).toEqual([])
    },
  )

  test('records.read, retrieve-submission releases nothing', async () => {
    const { simulation, journey, untilExpiryDuring } = await prepared('upToRetrieval')
    expect(await simulation.perform(journey.retrieve(), untilExpiryDuring('records.read'))).toBe('not-available')
    expect(simulation.history.filter(({ type }) => type === 'released')).toEqual([])
  })
})
