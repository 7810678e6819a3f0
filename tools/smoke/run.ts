/** Runs the checks, a line for each as it ends. */
import { callerAbuse } from './caller-abuse.ts'
import { journey, preconditions } from './journey.ts'
import { keyAbuse } from './key-abuse.ts'
import { Unexpected } from './observation.ts'
import { createRecordingClient, type RecordingClientSettings } from './recording-client.ts'
import { requestAbuse } from './request-abuse.ts'
import { type Check, createServiceDriver, type ServiceDriver } from './service-driver.ts'
import type { SignIns } from './sign-ins.ts'

export interface SmokeSettings extends RecordingClientSettings {
  readonly signIns: SignIns
  /** Takes one line. */
  readonly print: (line: string) => void
}

/** Those which the rest cannot do without, then the journey, then the abuse. */
export const checks: readonly Check[] = [...journey, ...keyAbuse, ...callerAbuse, ...requestAbuse]

const runCheck = async ({ name, run }: Check, scene: ServiceDriver, say: SmokeSettings['print']): Promise<boolean> => {
  try {
    const { at, expected } = await run(scene)
    say(`✓ ${name} (${at}: ${expected}, as expected)`)
    return true
  } catch (error) {
    // What else a check may throw could quote a value: its name must do.
    const seen = error instanceof Unexpected ? error.message : `the check itself failed (${nameOf(error)})`
    say(`✗ ${name} (${seen})`)
    return false
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'no error')

/** Whether everything was as expected. */
export const smoke = async ({ signIns, print, ...settings }: SmokeSettings): Promise<boolean> => {
  const scene = createServiceDriver({ wire: createRecordingClient(settings), signIns })
  try {
    for (const check of preconditions) {
      if (await runCheck(check, scene, print)) continue
      print(`\nThe other ${checks.length} checks need this one.`)
      return false
    }
    let failed = 0
    for (const check of checks) if (!(await runCheck(check, scene, print))) failed++
    const all = preconditions.length + checks.length
    print(failed === 0 ? `\nAll ${all} checks passed.` : `\n${failed} of ${all} checks failed.`)
    return failed === 0
  } finally {
    await scene.leave()
  }
}
