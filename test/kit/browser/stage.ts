/**
 * Starts Chromium, the service in memory and a server for brands' pages, for the tests in one file. The server responds under two
 * host names of this machine, which are two origins. Only pages from the first origin may embed the pages of the tests' sites.
 */
import { createServer } from 'node:http'
import type { Browser, BrowserContextOptions, Page as PlaywrightPage } from 'playwright-core'
import { type VirtualClock, virtualClock } from '../../../local/memory/clock.ts'
import { noon, startMemoryService } from '../service.ts'
import { newSite } from '../site.ts'
import { launchChromium } from './chromium.ts'
import { watchCspViolations } from './csp-violations.ts'

export interface StageOptions {
  readonly browserArguments?: readonly string[]
  /** The service's clock. By default, it shows noon and does not move. */
  readonly clock?: VirtualClock
}

export interface BrandPages {
  readonly listedOrigin: string
  readonly unlistedOrigin: string
  /** Adds a page to the brand's server and returns its path. */
  put(path: string, body: string, headers?: Readonly<Record<string, string>>): string
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

const startBrandPages = async () => {
  const pages = new Map<string, { readonly html: string; readonly headers: Readonly<Record<string, string>> }>()
  const server = createServer(({ url = '/' }, response) => {
    const page = pages.get(url.split('?')[0] ?? '')
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.html ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const brand: BrandPages = {
    listedOrigin: `http://localhost:${port}`,
    unlistedOrigin: `http://127.0.0.1:${port}`,
    put(path, body, headers = {}) {
      const html = `<!doctype html><html lang="en"><title>Brand</title><link rel="icon" href="data:,"><body>${body}`
      pages.set(path, { html, headers })
      return path
    },
  }
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { brand, close }
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
  const service = await startMemoryService({ clock })
  const { brand, close: closeBrand } = await startBrandPages()
  const own = [service.origin, brand.listedOrigin, brand.unlistedOrigin]

  return {
    browser,
    policies,
    service,
    brand,
    openWindow: (options: BrowserContextOptions = {}) => openWindow(browser, own, options),
    /** Creates a site whose pages the brand may embed, and its administrator. */
    async newBrandSite(settings: object = {}) {
      const site = await newSite(service)
      const administrator = await site.signIn('administrator', 'ada')
      const body = { name: 'Acme', embeddingOrigins: [brand.listedOrigin], ...settings }
      await administrator.reply('patch-site', { body })
      return { ...site, administrator }
    },
    /** Closes every window. */
    async closeWindows() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await browser.close()
      closeBrand()
      await service.close()
      policies.expectNoViolations()
    },
  }
}

export type BrandSite = Awaited<ReturnType<Stage['newBrandSite']>>
