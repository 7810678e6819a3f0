/**
 * One environment for the tests of the file that imports this, and one desk for each test, closed when the test ends. `stage` and
 * `desk` are those of the test that runs.
 */
import { afterAll, afterEach, beforeAll } from 'vitest'
import {
  type AgentDesktop,
  type DesktopEnvironment,
  type DesktopOptions,
  openDesktop,
  startDesktopEnvironment,
} from './agent-desktop.ts'

export let stage: DesktopEnvironment
export let desk: AgentDesktop

beforeAll(async () => {
  stage = await startDesktopEnvironment()
})
afterAll(() => stage?.close())
afterEach(() => desk?.context.close())

export const openDesk = async (options?: DesktopOptions): Promise<void> => {
  desk = await openDesktop(stage, options)
}

/** The same, until the agent can send a form. */
export const atDesk = async (options?: DesktopOptions, { send = 'Send' } = {}): Promise<void> => {
  await openDesk(options)
  await desk.panel.getByRole('button', { name: send, exact: true }).waitFor()
}
