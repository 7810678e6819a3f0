/**
 * The promises as a property of the whole protocol: whatever happens to several sites, agents, visitors and forms, in whatever
 * order, at once, interrupted, late or out of malice, no promise is broken, and a call that is alone answers as the protocol says.
 */
import fc from 'fast-check'
import { brokenPromises } from './checker.ts'
import type { History } from './history.ts'
import { begin, commands } from './model/commands.ts'
import { found } from './model/final-state.ts'
import { createStage } from './model/simulation.ts'

export interface Runs {
  readonly runs: number
  readonly seed?: number
  /** Hears of each history, to see what the runs came across. */
  readonly seen?: (history: History) => void
}

/** Rejects with the shortest run that breaks a promise that fast-check finds, and the seed to repeat it. */
export const holdsInEveryRun = ({ runs, seed, seen = () => {} }: Runs): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(fc.nat(6), { maxLength: 2 }),
      fc.scheduler(),
      commands(30),
      async (randomness, journeys, scheduler, wanted) => {
        const stage = createStage(randomness)
        await begin(stage, ...journeys)
        await fc.asyncModelRun(() => ({ model: {}, real: { stage, scheduler } }), wanted)
        const history = [...stage.history, ...found(stage)]
        const broken = brokenPromises(history)
        seen(history)
        if (broken.length > 0) throw new Error(broken.join('\n'))
      },
    ),
    { numRuns: runs, ...(seed !== undefined && { seed }) },
  )
