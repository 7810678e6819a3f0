/** Repeatedly kills a local run amid journeys and restarts it on the data that is left. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { historyRecorder } from '../e2e/own-process/history-recorder.ts'
import { type LocalProcess, startLocalProcess, temporaryDataFolder } from '../e2e/own-process/local-process.ts'
import { openRecordedSite, type RecordedSite, siteId } from '../e2e/own-process/recorded-site.ts'
import { brokenChains, finalStateEvents, readStoredRecords, recordedEvents } from '../e2e/own-process/stored-records.ts'
import { brokenPromises } from '../promises/checker.ts'
import { type Journey, newJourney, resumeJourney, runJourney } from './journeys.ts'

/** Counts of interrupted steps (`submit-form?`) and of the states in which forms were found (`opened`). */
export type OccurrenceCounts = Readonly<Record<string, number>>

const concurrentJourneys = 6
/** A journey makes seven calls from sending to reading: the kill happens during them or shortly after. */
const maxRepliesBeforeKill = concurrentJourneys * 8
const maxKillDelayMs = 10

export const killDuringJourneys = async (kills: number): Promise<OccurrenceCounts> => {
  const { dataFolder, remove } = await temporaryDataFolder()
  const recorder = historyRecorder(siteId)
  const states: (string | undefined)[] = []
  try {
    let run = await startLocalProcess({ dataFolder })
    try {
      let stage = await openRecordedSite(run.origin, recorder)
      for (let kill = 1; kill <= kills; kill++) {
        const journeys = await interruptJourneys(run, stage)
        run = await startLocalProcess({ dataFolder })
        stage = await openRecordedSite(run.origin, recorder)
        states.push(...(await Promise.all(journeys.map((journey) => resumeJourney(stage, journey)))))
      }
    } finally {
      await run.stop()
    }
    const stored = await readStoredRecords(dataFolder)
    expect(brokenChains(stored.audit)).toEqual([])
    expect(
      brokenPromises([...recordedEvents(stored), ...recorder.events, ...finalStateEvents(stored, recorder.events)]),
    ).toEqual([])
    return countByName([...states.map((state) => state ?? 'never stored'), ...stepsWithoutReply(recorder.events)])
  } finally {
    await remove()
  }
}

/** Runs some journeys in parallel and kills the process; returns the unfinished ones. */
const interruptJourneys = async (run: LocalProcess, stage: RecordedSite): Promise<readonly Journey[]> => {
  const conversationId = await stage.newConversation()
  let isKilled = false
  const travelOn = async (): Promise<Journey> => {
    for (;;) {
      const journey = newJourney()
      try {
        await runJourney(stage, conversationId, journey)
      } catch (failure) {
        // fetch throws TypeError when the connection breaks; any other error is a wrong reply.
        if (isKilled && failure instanceof TypeError) return journey
        throw failure
      }
    }
  }
  const underWay = Promise.all(Array.from({ length: concurrentJourneys }, travelOn))
  underWay.catch(() => {})
  const answers = () => stage.recorder.events.filter(({ type }) => type === 'answered').length
  const enough = answers() + Math.random() * maxRepliesBeforeKill
  while (answers() < enough) await Promise.race([pause(1), underWay])
  await pause(Math.random() * maxKillDelayMs)
  isKilled = true
  await run.kill()
  return await underWay
}

const stepsWithoutReply = (events: ReturnType<typeof historyRecorder>['events']): string[] => {
  const lost = new Set(
    events.flatMap((event) => (event.type === 'answered' && event.outcome === 'nothing' ? [event.call] : [])),
  )
  return events.flatMap((event) => (event.type === 'called' && lost.has(event.call) ? [`${event.step}?`] : []))
}

const countByName = (names: readonly string[]): OccurrenceCounts => {
  const times: Record<string, number> = {}
  for (const name of names) times[name] = (times[name] ?? 0) + 1
  return times
}
