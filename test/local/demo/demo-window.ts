/** The demo in a window of Chromium: the agent's panel on one side, the visitor's form on the other. */
import { startLocal } from '../../../local/run.ts'
import { frameAt, playwrightPage } from '../../kit/browser/playwright-page.ts'
import { stageTest } from '../../kit/fixtures.ts'
import { agentOn } from '../../kit/pages/agent.ts'
import { visitorOn } from '../../kit/pages/visitor.ts'

/** `demo` is the local run, `openDemo` opens its page. */
export const demoTest = stageTest()
  .extend('demo', { scope: 'file' }, async ({ stage: _ }, { onCleanup }) => {
    const run = await startLocal({ port: 0, demo: { port: 0, allowFallback: true }, log: { write: () => {} } })
    onCleanup(() => run.close())
    return run
  })
  .extend('openDemo', ({ stage, demo }) => async (viewport = { width: 1360, height: 900 }) => {
    const { page, browserErrors, foreignRequests } = await stage.openWindow({ viewport })
    await page.goto(demo.origin)
    const own = [demo.origin, demo.demoOrigin]
    return {
      page,
      browserErrors,
      foreignRequests: () => foreignRequests.filter((url) => !own.includes(new URL(url).origin)),
      /** The panel and the form as they are now: a reload replaces both. */
      findAgent: async () => agentOn(playwrightPage(await frameAt(page, /^\/agent\//))),
      findVisitor: async () => visitorOn(playwrightPage(await frameAt(page, /^\/form\//))),
    }
  })
