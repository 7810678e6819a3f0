/** Runs races, and checks the stored records and the complete history afterwards. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startProcessService } from '../kit/process-service.ts'
import { newRecordedSite } from '../promises/recorded-site.ts'
import { expectPromisesKept, type StoredRecords } from '../promises/stored-records.ts'
import type { ExpectedEvents, Race } from './races.ts'
import { gatedFetch } from './request-gate.ts'

/** Runs the races one after the other on a service of their own. Returns how many have ended. */
export const runRaces = async (races: readonly Race[], requests: number): Promise<number> => {
  const service = await startProcessService()
  try {
    const site = await newRecordedSite(service, gatedFetch)
    const expected: ExpectedEvents[] = []
    let completed = 0
    for (const race of races) {
      expected.push(...(await race(site, requests)))
      completed++
    }
    await service.stop()
    const stored = await expectPromisesKept(service.dataFolder, site.history)
    expect(effectsAfterClosing(stored)).toEqual([])
    const loggedLines = readFileSync(join(service.dataFolder, 'sealform.log'), 'utf8').split('\n')
    for (const { formId, events } of expected) {
      const counts = eventCounts(stored, formId)
      const unrecorded = unrecordedRefusals(counts, events)
      expect({ ...counts, ...plus(counts, unrecorded) }).toEqual(withoutZeros(events))
      for (const [event, times] of Object.entries(unrecorded)) {
        const lines = loggedLines.filter((line) => line.includes(`"event":"${event}"`) && line.includes(formId))
        expect(lines.length).toBeGreaterThanOrEqual(times)
      }
    }
    return completed
  } finally {
    await service.close()
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
