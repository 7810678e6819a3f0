/** What must hold of the store and of the whole history when the races of one run have ended. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { historyRecorder } from '../e2e/own-process/history-recorder.ts'
import { startLocalProcess, temporaryDataFolder } from '../e2e/own-process/local-process.ts'
import { openRecordedSite, siteId } from '../e2e/own-process/recorded-site.ts'
import {
  brokenChains,
  finalStateEvents,
  readStoredRecords,
  recordedEvents,
  type StoredRecords,
} from '../e2e/own-process/stored-records.ts'
import { brokenPromises } from '../promises/checker.ts'
import type { ExpectedEvents, Race } from './races.ts'

/** Runs races one after the other in their own local run; returns how many ran to their end. */
export const runRaces = async (races: readonly Race[], racers: number): Promise<number> => {
  const { dataFolder, remove } = await temporaryDataFolder()
  try {
    const run = await startLocalProcess({ dataFolder })
    const recorder = historyRecorder(siteId)
    const onRecord: ExpectedEvents[] = []
    let completed = 0
    try {
      const stage = await openRecordedSite(run.origin, recorder)
      for (const each of races) {
        onRecord.push(...(await each(stage, racers)))
        completed++
      }
    } finally {
      await run.stop()
    }
    const stored = await readStoredRecords(dataFolder)
    expect(brokenChains(stored.audit)).toEqual([])
    expect(effectsAfterClosing(stored)).toEqual([])
    const loggedLines = readFileSync(join(dataFolder, 'sealform.log'), 'utf8').split('\n')
    for (const { formId, events } of onRecord) {
      const counts = eventCounts(stored, formId)
      const unrecorded = unrecordedRefusals(counts, events)
      expect({ ...counts, ...plus(counts, unrecorded) }).toEqual(withoutZeros(events))
      for (const [event, times] of Object.entries(unrecorded)) {
        const lines = loggedLines.filter((line) => line.includes(`"event":"${event}"`) && line.includes(formId))
        expect(lines.length).toBeGreaterThanOrEqual(times)
      }
    }
    expect(
      brokenPromises([...recordedEvents(stored), ...recorder.events, ...finalStateEvents(stored, recorder.events)]),
    ).toEqual([])
    return completed
  } finally {
    await remove()
  }
}

/** The effects in a conversation's chain after the record of its closing. */
const effectsAfterClosing = ({ audit }: StoredRecords): string[] => {
  const closed = new Set<string>()
  return audit.flatMap(({ chain, event, sequence }) => {
    if (event === 'conversation-closed') closed.add(chain)
    const isEffect = event === 'form-submitted' || event === 'submission-retrieved'
    return isEffect && closed.has(chain) ? [`${event} is record ${sequence} of ${chain}, after its closing.`] : []
  })
}

const eventCounts = ({ audit }: StoredRecords, formId: string): Record<string, number> => {
  const times: Record<string, number> = {}
  for (const { event } of audit.filter((record) => record.formId === formId)) times[event] = (times[event] ?? 0) + 1
  return times
}

/**
 * The refusals of keys without a record. One that cannot be recorded within a second, because hundreds are refused at once, is only
 * logged.
 */
const unrecordedRefusals = (counts: Record<string, number>, expected: ExpectedEvents['events']) =>
  Object.fromEntries(
    (['key-misused', 'key-replayed'] as const)
      .map((event) => [event, Math.max(0, (expected[event] ?? 0) - (counts[event] ?? 0))] as const)
      .filter(([, times]) => times > 0),
  )

const plus = (counts: Record<string, number>, more: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(more).map(([event, times]) => [event, (counts[event] ?? 0) + times]))

const withoutZeros = (times: ExpectedEvents['events']) =>
  Object.fromEntries(Object.entries(times).filter(([, count]) => count > 0))
