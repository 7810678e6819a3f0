// full: waits until the holding expires, and for two heap snapshots
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { historyRecorder } from '../e2e/own-process/history-recorder.ts'
import { type LocalProcess, startLocalProcess, temporaryDataFolder } from '../e2e/own-process/local-process.ts'
import { openRecordedSite, siteId } from '../e2e/own-process/recorded-site.ts'
import { submitForm } from '../e2e/own-process/step-requests.ts'
import { createCanaryValues } from './canary-values.ts'
import { prepareVisit, putCanaryForm } from './visits.ts'

const holdingSeconds = 30
const minute = 60_000

/**
 * A heap snapshot follows a garbage collection and contains every reachable string. It does not contain the bytes of
 * buffers, which the holding wipes itself, or freed memory, where a copy of received data may remain until it is
 * overwritten.
 */
test('after the holding expired, the process references nothing that it held', {
  timeout: 3 * minute,
}, async () => {
  const { dataFolder, remove } = await temporaryDataFolder()
  try {
    const nodeOptions = ['--heapsnapshot-signal=SIGUSR2']
    const run = await startLocalProcess({ dataFolder, nodeOptions, workingFolder: dataFolder })
    try {
      const canaryValues = createCanaryValues(run.origin)
      const stage = await openRecordedSite(run.origin, historyRecorder(siteId), { holdingSeconds })
      await putCanaryForm(run.origin)
      const { form, visitorSecret, submitKey, sheet } = await prepareVisit(stage, canaryValues, 'Ada')
      const { submissionId = '' } = await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
      const forgottenAt = Date.now() + holdingSeconds * 1_000

      const whileHeld = await heapSnapshot(run, dataFolder, 1)
      expect(whileHeld.includes(submissionId)).toBe(true)
      await pause(Math.max(0, forgottenAt + 500 - Date.now()))
      const afterwards = await heapSnapshot(run, dataFolder, 2)
      expect(afterwards.includes(submissionId)).toBe(false)
      const kept = canaryValues.canaries.filter(({ value }) => whileHeld.includes(value) || afterwards.includes(value))
      expect(kept.map(({ name }) => name)).toEqual([])
    } finally {
      await run.stop()
    }
  } finally {
    await remove()
  }
})

/** The nth heap snapshot of this process. */
const heapSnapshot = async ({ origin, processId }: LocalProcess, folder: string, number: number): Promise<Buffer> => {
  process.kill(processId, 'SIGUSR2')
  for (let before = 0; ; ) {
    await pause(300)
    // While it writes the snapshot, the process answers no request.
    await fetch(new URL('/healthz', origin)).then((response) => response.text())
    const name = readdirSync(folder)
      .filter((file) => file.endsWith('.heapsnapshot'))
      .sort()[number - 1]
    const size = name === undefined ? 0 : statSync(join(folder, name)).size
    if (name !== undefined && size > 0 && size === before) return readFileSync(join(folder, name))
    before = size
  }
}
