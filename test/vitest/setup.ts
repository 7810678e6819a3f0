/** Before and after each test run: finds out whether a Chromium starts, and ends the processes that the tests leave. */
import { randomUUID } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { launchChromium } from '../kit/browser/chromium.ts'
import { killLeftoverProcesses } from './leftover-processes.ts'
import { chromiumVariable, needsChromium } from './missing-dependencies.ts'

export async function setup({ vitest }: TestProject) {
  if (vitest.state.getPaths().some(needsChromium)) {
    const browser = await launchChromium()
    process.env[chromiumVariable] = browser === undefined ? 'no' : 'yes'
    await browser?.close()
  }
  // A new mark for each run, because a test of the deployed stage starts a run of its own.
  const mark = randomUUID()
  process.env.SEALFORM_TEST_RUN = mark
  return async () => {
    if ((await killLeftoverProcesses(`SEALFORM_TEST_RUN=${mark}`)) > 0) process.exitCode = 1
  }
}
