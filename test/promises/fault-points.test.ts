import { describe, expect, test } from 'vitest'
import type { TurnPhase } from '../../local/memory/turns.ts'
import { type InvocationMode, withCrashAt, withFaultAt } from './model/invocation-modes.ts'
import { createJourney, type Journey, type JourneyEnvironment } from './model/journey.ts'
import { createSimulation, simulatedEnvironment } from './model/simulation.ts'
import { expectAgentRecovers, expectVisitorRecovers } from './recovery.ts'

type Point = readonly [turn: number, name: string]

async function prepared(
  upTo: 'upToSubmit' | 'upToRetrieval',
): Promise<{ scene: JourneyEnvironment; journey: Journey }> {
  const scene = simulatedEnvironment(createSimulation())
  const journey = createJourney(scene)
  await journey[upTo]()
  return { scene, journey }
}

/** Every turn of an undisturbed call: two for each port call, before and after it takes effect. */
async function pointsOf(step: 'submit' | 'retrieve'): Promise<readonly Point[]> {
  const { scene, journey } = await prepared(step === 'submit' ? 'upToSubmit' : 'upToRetrieval')
  const points: Point[] = []
  const counting: InvocationMode = (invocation) =>
    invocation(async (call: string, moment: TurnPhase) => {
      points.push([points.length + 1, `${moment} ${call}`])
    })
  expect(await scene.knownState.perform(journey[step](), counting)).toBe('done')
  return points
}

const pairsOf = (points: readonly Point[]): (readonly [number, number, string])[] =>
  points.flatMap(([first, name]) =>
    // After a failure the cleanup takes turns of its own, so any number may be the second.
    Array.from(
      { length: 6 },
      (_, ahead) => [first, first + 1 + ahead, `${name} and ${ahead + 1} turns later`] as const,
    ),
  )

const submitPoints = await pointsOf('submit')
const retrievePoints = await pointsOf('retrieve')

test('submit-form and retrieve-submission can fail at exactly the listed port calls', () => {
  const names = (points: readonly Point[]) => [
    ...new Set(points.map(([, name]) => name.replace(/^(before|after) /, ''))),
  ]
  expect(names(submitPoints)).toEqual(
    expect.arrayContaining([
      'records.read',
      'vault.generateDataKey',
      'vault.encrypt',
      'holding.put',
      'submissions.store',
    ]),
  )
  expect(names(retrievePoints)).toEqual(
    expect.arrayContaining(['records.read', 'releases.release', 'vault.decrypt', 'holding.take']),
  )
})

describe('abuse case 23: a submission', () => {
  test.each(submitPoints)('stores all or nothing when it fails at turn %i, %s', async (turn) => {
    const { scene, journey } = await prepared('upToSubmit')
    expect(await scene.knownState.perform(journey.submit(), withFaultAt(turn))).toBe('try-again')
    await expectVisitorRecovers(scene, journey)
  })

  test.each(submitPoints)('stores all or nothing when its process dies at turn %i, %s', async (turn) => {
    const { scene, journey } = await prepared('upToSubmit')
    expect(await scene.knownState.perform(journey.submit(), withCrashAt(turn))).toBe('nothing')
    await expectVisitorRecovers(scene, journey)
  })

  test.each(pairsOf(submitPoints))(
    'stores all or nothing when it fails at turns %i and %i, %s',
    async (first, second) => {
      const { scene, journey } = await prepared('upToSubmit')
      expect(await scene.knownState.perform(journey.submit(), withFaultAt([first, second]))).toBe('try-again')
      await expectVisitorRecovers(scene, journey)
    },
  )
})

/** The first turn of the release. The ciphertext is read at the same time. */
const releaseTurn = retrievePoints.find(([, name]) => name === 'before releases.release')?.[0] ?? 0

/** The release is recorded, and the step knows it when it learns of the failure. */
const isAfterRelease = (turn: number, name: string): boolean => turn > releaseTurn && name !== 'after releases.release'

describe('abuse case 23: a retrieval', () => {
  test.each(retrievePoints)('releases nothing when it fails at turn %i, %s', async (turn, name) => {
    const { scene, journey } = await prepared('upToRetrieval')
    expect(await scene.knownState.perform(journey.retrieve(), withFaultAt(turn))).toBe('try-again')
    const failures = (await scene.records()).filter(({ outcome }) => outcome === 'failed')
    expect(failures).toHaveLength(isAfterRelease(turn, name) ? 1 : 0)
    await expectAgentRecovers(scene, journey)
  })

  test.each(retrievePoints)('releases nothing when its process dies at turn %i, %s', async (turn) => {
    const { scene, journey } = await prepared('upToRetrieval')
    expect(await scene.knownState.perform(journey.retrieve(), withCrashAt(turn))).toBe('nothing')
    await expectAgentRecovers(scene, journey)
  })

  test.each(pairsOf(retrievePoints))('releases nothing when it fails at turns %i and %i, %s', async (first, second) => {
    const { scene, journey } = await prepared('upToRetrieval')
    expect(await scene.knownState.perform(journey.retrieve(), withFaultAt([first, second]))).toBe('try-again')
    await expectAgentRecovers(scene, journey)
  })
})
