/** Kills a local run again and again amid journeys, starts it on what is left, and goes on. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { chronicle } from '../e2e/own-process/history-recorder.ts'
import { type LocalProcess, startLocalProcess, temporaryDataFolder } from '../e2e/own-process/local-process.ts'
import { enter, type Stage, siteId } from '../e2e/own-process/recorded-site.ts'
import { brokenChains, foundIn, readStored, recordedIn } from '../e2e/own-process/stored-records.ts'
import { brokenPromises } from '../promises/checker.ts'
import { goOn, type Journey, newJourney, travel } from './journeys.ts'

/** How often each thing was met: a step cut off in its middle (`submit-form?`), a form found in a state (`opened`). */
export type Met = Readonly<Record<string, number>>

const travellers = 6
/** Each of them asks seven times from the sending to the reading: the plug is pulled somewhere on the way, or a little later. */
const mostAnswers = travellers * 8
const mostMilliseconds = 10

export const killAmidJourneys = async (kills: number): Promise<Met> => {
  const { dataFolder, remove } = await temporaryDataFolder()
  const told = chronicle(siteId)
  const states: (string | undefined)[] = []
  try {
    let run = await startLocalProcess({ dataFolder })
    try {
      let stage = await enter(run.origin, told)
      for (let kill = 1; kill <= kills; kill++) {
        const journeys = await cutOff(run, stage)
        run = await startLocalProcess({ dataFolder })
        stage = await enter(run.origin, told)
        states.push(...(await Promise.all(journeys.map((journey) => goOn(stage, journey)))))
      }
    } finally {
      await run.stop()
    }
    const stored = await readStored(dataFolder)
    expect(brokenChains(stored.audit)).toEqual([])
    expect(brokenPromises([...recordedIn(stored), ...told.events, ...foundIn(stored, told.events)])).toEqual([])
    return counted([...states.map((state) => state ?? 'never heard of'), ...stepsWithoutAnswer(told.events)])
  } finally {
    await remove()
  }
}

/** Lets some travel, one journey after the other, and pulls the plug; the journeys that were not at their end. */
const cutOff = async (run: LocalProcess, stage: Stage): Promise<readonly Journey[]> => {
  const conversationId = await stage.conversation()
  let isKilled = false
  const travelOn = async (): Promise<Journey> => {
    for (;;) {
      const journey = newJourney()
      try {
        await travel(stage, conversationId, journey)
      } catch (failure) {
        // What fetch throws when the connection breaks; anything else is an answer that should not have been given.
        if (isKilled && failure instanceof TypeError) return journey
        throw failure
      }
    }
  }
  const underWay = Promise.all(Array.from({ length: travellers }, travelOn))
  underWay.catch(() => {})
  const answers = () => stage.chronicle.events.filter(({ type }) => type === 'answered').length
  const enough = answers() + Math.random() * mostAnswers
  while (answers() < enough) await Promise.race([pause(1), underWay])
  await pause(Math.random() * mostMilliseconds)
  isKilled = true
  await run.kill()
  return await underWay
}

const stepsWithoutAnswer = (events: ReturnType<typeof chronicle>['events']): string[] => {
  const lost = new Set(
    events.flatMap((event) => (event.type === 'answered' && event.outcome === 'nothing' ? [event.call] : [])),
  )
  return events.flatMap((event) => (event.type === 'called' && lost.has(event.call) ? [`${event.step}?`] : []))
}

const counted = (names: readonly string[]): Met => {
  const times: Record<string, number> = {}
  for (const name of names) times[name] = (times[name] ?? 0) + 1
  return times
}
