/** Repeatedly kills the service during journeys and restarts it on the data that is left. */
import { setTimeout as pause } from 'node:timers/promises'
import { type ProcessService, startProcessService } from '../kit/process-service.ts'
import type { History } from '../promises/history.ts'
import { newRecordedSite, type RecordedSite } from '../promises/recorded-site.ts'
import { expectPromisesKept } from '../promises/stored-records.ts'
import { type Journey, newJourney, resumeJourney, runJourney } from './journeys.ts'

/** Counts of interrupted steps (`submit-form?`) and of the states in which forms were found (`opened`). */
export type OccurrenceCounts = Readonly<Record<string, number>>

const concurrentJourneys = 6
/** A journey makes seven calls from sending to reading: the kill happens during them or shortly after. */
const maxRepliesBeforeKill = concurrentJourneys * 8
const maxKillDelayMs = 10

export const killDuringJourneys = async (kills: number): Promise<OccurrenceCounts> => {
  const service = await startProcessService()
  const states: (string | undefined)[] = []
  try {
    const site = await newRecordedSite(service)
    for (let kill = 1; kill <= kills; kill++) {
      const journeys = await interruptJourneys(service, site)
      await service.start()
      states.push(...(await Promise.all(journeys.map((journey) => resumeJourney(site, journey)))))
    }
    await service.stop()
    await expectPromisesKept(service.dataFolder, site.history)
    return countByName([...states.map((state) => state ?? 'never stored'), ...stepsWithoutReply(site.history)])
  } finally {
    await service.close()
  }
}

/** Runs some journeys in parallel and kills the process; returns the unfinished ones. */
const interruptJourneys = async (service: ProcessService, site: RecordedSite): Promise<readonly Journey[]> => {
  const conversationId = await site.newConversation()
  let isKilled = false
  const runUntilKilled = async (): Promise<Journey> => {
    for (;;) {
      const journey = newJourney()
      try {
        await runJourney(site, conversationId, journey)
      } catch (failure) {
        // fetch throws TypeError when the connection breaks; any other error is a wrong reply.
        if (isKilled && failure instanceof TypeError) return journey
        throw failure
      }
    }
  }
  const underWay = Promise.all(Array.from({ length: concurrentJourneys }, runUntilKilled))
  underWay.catch(() => {})
  const replies = () => site.history.filter(({ type }) => type === 'answered').length
  const enough = replies() + Math.random() * maxRepliesBeforeKill
  while (replies() < enough) await Promise.race([pause(1), underWay])
  await pause(Math.random() * maxKillDelayMs)
  isKilled = true
  await service.kill()
  return await underWay
}

const stepsWithoutReply = (history: History): string[] => {
  const lost = new Set(
    history.flatMap((event) => (event.type === 'answered' && event.outcome === 'nothing' ? event.call : [])),
  )
  return history.flatMap((event) => (event.type === 'called' && lost.has(event.call) ? `${event.step}?` : []))
}

const countByName = (names: readonly string[]): OccurrenceCounts => {
  const times: Record<string, number> = {}
  for (const name of names) times[name] = (times[name] ?? 0) + 1
  return times
}
