/**
 * The promises as a property of the whole protocol: several sites, agents, visitors and forms in any order, concurrent, interrupted,
 * late or malicious break no promise, and a call without concurrency has the outcome that the protocol defines.
 */
import fc from 'fast-check'
import { brokenPromises } from './checker.ts'
import type { Called, History } from './history.ts'
import { commands, startJourneys } from './model/commands.ts'
import { createSimulation } from './model/simulation.ts'

/**
 * Rejects with the shortest run found that breaks a promise, and the seed to repeat it. Returns the outcomes that occurred, such as
 * `submit-form done`, to show what the runs covered.
 */
export const expectPromisesHold = async (runs: number): Promise<readonly string[]> => {
  const outcomes = new Set<string>()
  await fc.assert(
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
        for (const outcome of outcomesIn(history)) outcomes.add(outcome)
        const broken = brokenPromises(history)
        if (broken.length > 0) throw new Error(broken.join('\n'))
      },
    ),
    { numRuns: runs },
  )
  return [...outcomes]
}

const outcomesIn = (history: History): string[] => {
  const steps = new Map<number, Called['step']>()
  return history.flatMap((event) => {
    if (event.type === 'called') steps.set(event.call, event.step)
    return event.type === 'answered' ? `${steps.get(event.call)} ${event.outcome}` : []
  })
}

/** Runs mean something only if they cover these. */
export const frequentOutcomes = [
  'open-form done',
  'open-form not-available',
  'submit-form done',
  'submit-form not-available',
  'retrieve-submission done',
  'retrieve-submission not-available',
  'close-conversation done',
  'sign-out done',
]

/** Two hundred runs can miss one of these; ten thousand do not. */
export const rareOutcomes = [
  'submit-form conflict',
  'submit-form not-valid',
  'submit-form try-again',
  'submit-form nothing',
  'retrieve-submission not-signed-in',
  'retrieve-submission try-again',
  'issue-retrieve-key conflict',
  'send-form not-permitted',
]
