/**
 * The promises as a property of the whole protocol: several sites, agents, visitors and forms in any order, concurrent,
 * interrupted, late or malicious break no promise, and a call without concurrency has the outcome that the protocol
 * defines.
 */
import fc from 'fast-check'
import { brokenPromises } from './checker.ts'
import type { History } from './history.ts'
import { commands, startJourneys } from './model/commands.ts'
import { createSimulation } from './model/simulation.ts'

export interface PropertyOptions {
  readonly runs: number
  readonly seed?: number
  /** Receives each history, to see what the runs covered. */
  readonly onHistory?: (history: History) => void
}

/** Rejects with the shortest run found that breaks a promise, and the seed to repeat it. */
export const expectPromisesHold = ({ runs, seed, onHistory = () => {} }: PropertyOptions): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(fc.nat(6), { maxLength: 2 }),
      fc.scheduler(),
      commands(30),
      async (randomness, journeys, scheduler, wanted) => {
        const simulation = createSimulation(randomness)
        await startJourneys(simulation, ...journeys)
        await fc.asyncModelRun(() => ({ model: {}, real: { simulation, scheduler } }), wanted)
        const history = [...simulation.history, ...simulation.finalState()]
        const broken = brokenPromises(history)
        onHistory(history)
        if (broken.length > 0) throw new Error(broken.join('\n'))
      },
    ),
    { numRuns: runs, ...(seed !== undefined && { seed }) },
  )
