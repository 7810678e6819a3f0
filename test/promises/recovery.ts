/** What must hold after a step has failed somewhere in the middle, and how its people then go on. Promises I8 and I11. */
import { expect } from 'vitest'
import { brokenPromises } from './checker.ts'
import type { Answered } from './history.ts'
import { clearText, type Journey, type Scene } from './model/journey.ts'

const heldIn = async (scene: Scene, keyName: string) => {
  const found = await scene.found()
  return {
    isStored: found.some(({ type }) => type === 'found-submission'),
    isSpent: found.some((one) => one.type === 'found-key' && one.key === keyName && one.spent),
  }
}

const released = ({ history }: Scene) => history.filter(({ type }) => type === 'released')

const lastAnswer = ({ history }: Scene): Answered | undefined => history.findLast((event) => event.type === 'answered')

const expectNoBrokenPromise = async (scene: Scene): Promise<void> => {
  const events = scene.history.filter(({ type }) => type !== 'recorded')
  expect(brokenPromises([...(await scene.records()), ...events, ...(await scene.found())])).toEqual([])
}

/** Either the submission is stored and its key spent, or neither; the visitor learns which, and has lost nothing. */
export async function expectVisitorGoesOn(scene: Scene, journey: Journey): Promise<void> {
  const { perform } = scene.script
  const firstKey = journey.newest('submit')
  const { isStored, isSpent } = await heldIn(scene, firstKey.key)
  expect(isSpent).toBe(isStored)

  expect(await perform(journey.resume())).toBe('done')
  expect(lastAnswer(scene)?.submissionId !== undefined).toBe(isStored)
  if (isStored) {
    expect(await perform(journey.submit())).toBe('not-available')
  } else {
    expect(await perform(journey.issueSubmitKey())).toBe('done')
    expect(await perform(journey.submit())).toBe('done')
    // Conflict and not *not available*: the first key is alive, as nothing was stored by it.
    expect(await perform(journey.submit(firstKey))).toBe('conflict')
  }

  expect(await perform(journey.issueRetrieveKey())).toBe('done')
  expect(await perform(journey.retrieve())).toBe('done')
  expect(released(scene)).toEqual([expect.objectContaining({ clear: clearText })])
  await expectNoBrokenPromise(scene)
}

/** Nothing was released, the key is of use to nobody once its release is on record, and a new key reads the answers. */
export async function expectAgentGoesOn(scene: Scene, journey: Journey): Promise<void> {
  const { perform } = scene.script
  expect(released(scene)).toEqual([])
  const firstKey = journey.newest('retrieve')
  const { isSpent } = await heldIn(scene, firstKey.key)
  const releases = (await scene.records()).filter(({ outcome }) => outcome === 'released')
  expect(releases).toHaveLength(isSpent ? 1 : 0)

  expect(await perform(journey.retrieve(firstKey))).toBe(isSpent ? 'not-available' : 'done')
  expect(await perform(journey.issueRetrieveKey())).toBe('done')
  expect(await perform(journey.retrieve())).toBe('done')
  expect(released(scene).at(-1)).toMatchObject({ clear: clearText })
  await expectNoBrokenPromise(scene)
}
