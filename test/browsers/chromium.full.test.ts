// full: takes longer than the journeys of npm test, and is compared with other browsers
import { launchChromium } from '../kit/browser/chromium.ts'
import { playwrightBrowser } from '../kit/browser/playwright-browser.ts'
import { testPagesIn } from './pages-in-browser.ts'

testPagesIn(async () => {
  const browser = await launchChromium()
  if (browser === undefined) throw new Error('these tests need Chromium')
  return playwrightBrowser('Chromium', browser)
})
