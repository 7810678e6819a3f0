import { describe, expect, test } from 'vitest'
import type { Turn } from '../../local/memory/turns.ts'
import { brokenPromises } from './checker.ts'
import type { HistoryEvent } from './history.ts'
import { closeConversationCall, retrieveSubmissionCall, signOutCall } from './model/agent-calls.ts'
import { principalOf } from './model/fixtures.ts'
import { undisturbed } from './model/invocation-modes.ts'
import { agent, conversation, createJourney } from './model/journey.ts'
import { createSimulation, type Simulation, simulatedEnvironment } from './model/simulation.ts'
import type { StepCall } from './model/step-call.ts'

/** A submitted form whose sender has a key from their first sign-in and calls from their second. */
async function prepared() {
  const simulation = createSimulation()
  const signedInAt = simulation.memory.clock.now()
  const journey = createJourney(simulatedEnvironment(simulation))
  await journey.upToRetrieval()
  const { secret: retrieveKey, submissionId = '' } = journey.newest('retrieve')
  const retrieval = retrieveSubmissionCall(principalOf(agent, 2, signedInAt), { submissionId, retrieveKey })
  return { simulation, retrieval }
}

const signOutCallFor = (simulation: Simulation, signIn: number): StepCall =>
  signOutCall(principalOf(agent, signIn, simulation.memory.clock.now()))

const endingActions: Readonly<Record<string, (simulation: Simulation) => Promise<unknown>>> = {
  'the sign-in of the retrieve key is signed out': (simulation) => simulation.perform(signOutCallFor(simulation, 1)),
  'the sign-in of the request is signed out': (simulation) => simulation.perform(signOutCallFor(simulation, 2)),
  'the agent is disabled': async (simulation) => simulation.setPerson(agent, { enabled: false }),
  'the conversation is closed': (simulation) => simulation.perform(closeConversationCall(conversation)),
}

/** Each turn of an undisturbed retrieval at which it can be interrupted. */
async function recordTurns(): Promise<readonly (readonly [turn: number, name: string])[]> {
  const { simulation, retrieval } = await prepared()
  const turns: (readonly [number, string])[] = []
  const counting: Turn = async (call, moment) => void turns.push([turns.length + 1, `${moment} ${call}`])
  expect(await simulation.perform(retrieval, undisturbed(counting))).toBe('done')
  return turns
}

const turns = await recordTurns()

const isRelease = (event: HistoryEvent): boolean => event.type === 'recorded' && event.event === 'submission-retrieved'

/** Promise I7 during an invocation: an end before the release is recorded prevents the release. */
describe.each(Object.entries(endingActions))('if %s during a retrieval', (_what, end) => {
  test.each(turns)(
    'at turn %i, %s, the answers are returned only if their release is already recorded',
    async (turn, name) => {
      const { simulation, retrieval } = await prepared()
      let taken = 0
      let isRecorded = false
      const ending: Turn = async () => {
        taken += 1
        if (taken !== turn) return
        await end(simulation)
        isRecorded = simulation.history.some(isRelease)
      }
      const outcome = await simulation.perform(retrieval, undisturbed(ending))
      expect(brokenPromises([...simulation.history, ...simulation.finalState()])).toEqual([])
      expect(outcome, name).toSatisfy((answer: string) => (answer === 'done') === isRecorded)
    },
  )
})
