/** What must hold after a step failed midway, and how its people recover. Promises I8 and I11. */
import { expect } from 'vitest'
import { brokenPromises } from './checker.ts'
import type { Answered } from './history.ts'
import { clearText, type Journey, type JourneyEnvironment } from './model/journey.ts'

const storedOutcome = async (scene: JourneyEnvironment, keyName: string) => {
  const found = await scene.finalState()
  return {
    isStored: found.some(({ type }) => type === 'found-submission'),
    isSpent: found.some((one) => one.type === 'found-key' && one.key === keyName && one.spent),
  }
}

const releaseEvents = ({ history }: JourneyEnvironment) => history.filter(({ type }) => type === 'released')

const lastReply = ({ history }: JourneyEnvironment): Answered | undefined =>
  history.findLast((event) => event.type === 'answered')

const expectNoBrokenPromise = async (scene: JourneyEnvironment): Promise<void> => {
  const events = scene.history.filter(({ type }) => type !== 'recorded')
  expect(brokenPromises([...(await scene.records()), ...events, ...(await scene.finalState())])).toEqual([])
}

/** Either the submission is stored and its key spent, or neither; the visitor learns which, and loses nothing. */
export async function expectVisitorRecovers(scene: JourneyEnvironment, journey: Journey): Promise<void> {
  const { perform } = scene.knownState
  const firstKey = journey.newest('submit')
  const { isStored, isSpent } = await storedOutcome(scene, firstKey.key)
  expect(isSpent).toBe(isStored)

  expect(await perform(journey.resume())).toBe('done')
  expect(lastReply(scene)?.submissionId !== undefined).toBe(isStored)
  if (isStored) {
    expect(await perform(journey.submit())).toBe('not-available')
  } else {
    expect(await perform(journey.issueSubmitKey())).toBe('done')
    expect(await perform(journey.submit())).toBe('done')
    // Conflict, not *not available*: the first key is still valid, because it stored nothing.
    expect(await perform(journey.submit(firstKey))).toBe('conflict')
  }

  expect(await perform(journey.issueRetrieveKey())).toBe('done')
  expect(await perform(journey.retrieve())).toBe('done')
  expect(releaseEvents(scene)).toEqual([expect.objectContaining({ clear: clearText })])
  await expectNoBrokenPromise(scene)
}

/** Nothing was released, the key is invalid once its release is recorded, and a new key reads the answers. */
export async function expectAgentRecovers(scene: JourneyEnvironment, journey: Journey): Promise<void> {
  const { perform } = scene.knownState
  expect(releaseEvents(scene)).toEqual([])
  const firstKey = journey.newest('retrieve')
  const { isSpent } = await storedOutcome(scene, firstKey.key)
  const releases = (await scene.records()).filter(({ outcome }) => outcome === 'released')
  expect(releases).toHaveLength(isSpent ? 1 : 0)

  expect(await perform(journey.retrieve(firstKey))).toBe(isSpent ? 'not-available' : 'done')
  expect(await perform(journey.issueRetrieveKey())).toBe('done')
  expect(await perform(journey.retrieve())).toBe('done')
  expect(releaseEvents(scene).at(-1)).toMatchObject({ clear: clearText })
  await expectNoBrokenPromise(scene)
}
