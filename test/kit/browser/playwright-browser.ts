/** Implements the kit's browser with Playwright. */
import type { Browser } from 'playwright-core'
import type { TestBrowser } from './browser-window.ts'
import { frameAt, playwrightPage } from './playwright-page.ts'

export const playwrightBrowser = (name: string, browser: Browser): TestBrowser => {
  const errors: string[] = []
  return {
    name: `${name} ${browser.version()}`,
    async openWindow() {
      const context = await browser.newContext({ viewport: { width: 900, height: 900 }, locale: 'en-US' })
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) errors.push(message.text())
      })
      page.on('pageerror', (error) => errors.push(error.message))
      return {
        page: playwrightPage(page),
        frame: async (path) => playwrightPage(await frameAt(page, path)),
        activate: () => page.bringToFront(),
        screenshot: () => page.screenshot({ caret: 'initial' }),
      }
    },
    consoleErrors: () => errors,
    close: () => browser.close(),
  }
}
