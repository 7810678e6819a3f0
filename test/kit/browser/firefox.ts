/** Starts the machine's Firefox, which Playwright controls with WebDriver BiDi. */
import { dirname, join } from 'node:path'
import { firefox } from 'playwright-core'
import type { TestBrowser } from './browser-window.ts'
import { playwrightBrowser } from './playwright-browser.ts'

/** The path of Firefox, which the set-up of the full tests finds or installs. */
const program = () => process.env.FIREFOX_PROGRAM ?? ''

export const launchFirefox = async (): Promise<TestBrowser> => {
  const browser = await firefox.launch({
    // Playwright's own builds speak another protocol.
    channel: 'moz-firefox',
    executablePath: join(import.meta.dirname, 'firefox-for-playwright.ts'),
    // All origins in one process, because Playwright sends clicks and keys to the process of the window, not to that of the frame.
    firefoxUserPrefs: { 'fission.webContentIsolationStrategy': 0 },
    env: {
      ...process.env,
      FIREFOX_PROGRAM: program(),
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      NODE_OPTIONS: '',
    },
  })
  return playwrightBrowser('Firefox', browser)
}
