/** Starts Chromium, the service in memory and a server for brands' pages, for the tests in one file. */
import type { Browser, BrowserContextOptions, Page as PlaywrightPage } from 'playwright-core'
import { type VirtualClock, virtualClock } from '../../../local/memory/clock.ts'
import { noon } from '../service.ts'
import { startBrand } from './brand.ts'
import { launchChromium } from './chromium.ts'
import { watchCspViolations } from './csp-violations.ts'

export interface StageOptions {
  readonly browserArguments?: readonly string[]
  /** The service's clock. By default, it shows noon and does not move. */
  readonly clock?: VirtualClock
}

export type Stage = Awaited<ReturnType<typeof startStage>>

/** A window in its own browser context, which shares no data with other windows. */
export interface Visit {
  readonly page: PlaywrightPage
  /** Errors and warnings on the console, including violations of the content security policy, and thrown errors. */
  readonly browserErrors: string[]
  /** Requests to origins other than those of the service and the brand. */
  readonly foreignRequests: readonly string[]
}

const openWindow = async (browser: Browser, own: readonly string[], options: BrowserContextOptions): Promise<Visit> => {
  const browserErrors: string[] = []
  const foreignRequests: string[] = []
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 720, height: 900 },
    ...options,
  })
  context.setDefaultTimeout(15_000)
  context.on('page', (page) => {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) browserErrors.push(message.text())
    })
    page.on('pageerror', (error) => browserErrors.push(error.message))
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol !== 'data:' && !own.includes(origin)) foreignRequests.push(request.url())
    })
  })
  return { page: await context.newPage(), browserErrors, foreignRequests }
}

export const startStage = async ({ browserArguments = [], clock = virtualClock(noon) }: StageOptions = {}) => {
  const browser = await launchChromium(...browserArguments)
  if (browser === undefined) throw new Error('these tests need Chromium')
  const policies = watchCspViolations(browser)
  const { service, brand, newBrandSite, close: closeBrand } = await startBrand(clock)
  const own = [service.origin, brand.listedOrigin, brand.unlistedOrigin]

  return {
    browser,
    policies,
    service,
    brand,
    openWindow: (options: BrowserContextOptions = {}) => openWindow(browser, own, options),
    newBrandSite,
    /** Closes every window. */
    async closeWindows() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await browser.close()
      await closeBrand()
      policies.expectNoViolations()
    },
  }
}

export type BrandSite = Awaited<ReturnType<Stage['newBrandSite']>>
