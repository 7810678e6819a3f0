/**
 * Measures the time until a slow phone can use a page. The measurement uses Chromium at a quarter of its speed, over a
 * slow mobile network.
 */
import type { Browser, Page } from 'playwright-core'

/**
 * The values with which Lighthouse simulates a slow phone:
 * https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
 */
export const slowPhone = {
  cpuSlowdown: 4,
  latencyMs: 150,
  downloadBytesPerSecond: (1.6 * 1024 * 1024) / 8,
  uploadBytesPerSecond: (750 * 1024) / 8,
} as const

/**
 * Returns a script that records, in each document, when the first element that matches the selector is rendered. It presses *Open
 * the form* on the visitor's page as soon as the page shows this button.
 */
const recordUsableScript = (selector: string) => `
  new MutationObserver((_, observer) => {
    document.querySelector('#open-form:not([aria-disabled])')?.click()
    if (document.querySelector(${JSON.stringify(selector)}) === null) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.usableMs = String(performance.now()) }))
  }).observe(document, { childList: true, subtree: true })`

const throttlePage = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowPhone.latencyMs,
    downloadThroughput: slowPhone.downloadBytesPerSecond,
    uploadThroughput: slowPhone.uploadBytesPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.cpuSlowdown })
}

export interface TimeToUsableOptions {
  readonly address: string
  /** The page is usable once this element exists. */
  readonly selector: string
  /** The path of the frame to measure. If absent, the page itself is measured. */
  readonly framePath?: RegExp
}

/**
 * Loads the page with an empty browser cache. Returns the time in milliseconds until the page or the frame is usable.
 */
export const timeToUsableMs = async (
  browser: Browser,
  { address, selector, framePath }: TimeToUsableOptions,
): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })
  try {
    const page = await context.newPage()
    await page.addInitScript(recordUsableScript(selector))
    await throttlePage(page)
    await page.goto(address, { waitUntil: 'commit' })
    for (let waited = 0; waited < 30_000; waited += 100) {
      const frame =
        framePath === undefined ? page.mainFrame() : page.frames().find((each) => framePath.test(each.url()))
      const noted =
        frame &&
        (await frame.evaluate<string | null>('document.documentElement.dataset.usableMs ?? null').catch(() => null))
      if (noted) return Number(noted)
      await page.waitForTimeout(100)
    }
    throw new Error(`${address} was not usable within 30 seconds`)
  } finally {
    await context.close()
  }
}
