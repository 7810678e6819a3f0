// full: waits until the holding expires, and for two heap snapshots
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type ProcessService, startProcessService } from '../kit/process-service.ts'
import { newSite } from '../kit/site.ts'
import { createCanaryValues } from './canary-values.ts'
import { prepareSite, prepareVisit } from './visits.ts'

const holdingSeconds = 30
const minute = 60_000

/**
 * A heap snapshot follows a garbage collection and contains every reachable string. It does not contain the bytes of
 * buffers, which the holding wipes itself, or freed memory, where a copy of received data may remain until it is
 * overwritten.
 */
test('the process memory contains no sealed answer after the answers in the holding have expired', {
  timeout: 3 * minute,
}, async () => {
  const service = await startProcessService({ nodeOptions: ['--heapsnapshot-signal=SIGUSR2'], inDataFolder: true })
  try {
    const canaryValues = createCanaryValues(service.origin)
    const site = await newSite(service)
    await prepareSite(site, holdingSeconds)
    const { submission } = await prepareVisit(site, canaryValues, 'Ada')
    const { submissionId } = await site.visitor.reply('submit-form', { body: submission })
    const forgottenAt = Date.now() + holdingSeconds * 1_000

    const whileHeld = await heapSnapshot(service, 1)
    expect(whileHeld.includes(submissionId)).toBe(true)
    await pause(Math.max(0, forgottenAt + 500 - Date.now()))
    const afterwards = await heapSnapshot(service, 2)
    expect(afterwards.includes(submissionId)).toBe(false)
    const kept = canaryValues.canaries.filter(({ value }) => whileHeld.includes(value) || afterwards.includes(value))
    expect(kept.map(({ name }) => name)).toEqual([])
  } finally {
    await service.close()
  }
})

/** The nth heap snapshot of this process. */
const heapSnapshot = async ({ origin, processId, dataFolder }: ProcessService, number: number): Promise<Buffer> => {
  process.kill(processId, 'SIGUSR2')
  for (let before = 0; ; ) {
    await pause(300)
    // While it writes the snapshot, the process answers no request. After a slow one it closes the connections that look idle.
    await fetch(new URL('/healthz', origin)).then(
      (response) => response.text(),
      () => {},
    )
    const name = readdirSync(dataFolder)
      .filter((file) => file.endsWith('.heapsnapshot'))
      .sort()[number - 1]
    const size = name === undefined ? 0 : statSync(join(dataFolder, name)).size
    if (name !== undefined && size > 0 && size === before) return readFileSync(join(dataFolder, name))
    before = size
  }
}
