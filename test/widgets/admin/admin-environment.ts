/** What the tests of the administration page share: one Chromium, one local server, and an administrator who signs in as a person would. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../../browser.ts'
import { watchCspViolations } from '../../csp-violations.ts'
import { newScene, type Scene } from '../../e2e/scene.ts'
import { startMemoryService } from '../../kit/service.ts'

export interface AdminSession {
  readonly page: Page
  readonly scene: Scene
  readonly context: BrowserContext
  /** Errors and warnings of the console, each breach of the content security policy among them, and what was thrown. */
  readonly browserErrors: readonly string[]
  /** Requests to any origin but the service's. */
  readonly foreignRequests: readonly string[]
  /** Goes to a part of the page, by its address behind the `#`. */
  openSection(address: string): Promise<void>
  /** What the page last said to everybody. */
  announcement(): Promise<string>
}

export const startAdminEnvironment = async () => {
  const launched = await launchChromium()
  if (launched === undefined) throw new Error('these tests need Chromium')
  const browser: Browser = launched
  const policies = watchCspViolations(browser)
  const target = await startMemoryService()
  const contexts: BrowserContext[] = []

  const watched = async (page: Page) => {
    const complaints: string[] = []
    const elsewhere: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(target.origin) && !request.url().startsWith('data:')) elsewhere.push(request.url())
    })
    return { complaints, elsewhere }
  }

  const opened = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const watching = await watched(page)
    await page.goto(`${target.origin}/admin`)
    return { context, page, ...watching }
  }

  /** Through the issuer's page, by keyboard alone. */
  const signIn = async (page: Page, siteId: string, profile = 'administrator') => {
    await page.getByRole('button', { name: 'Sign in' }).press('Enter')
    await page.getByLabel('Site').fill(siteId)
    await page.getByLabel('Profile').fill(profile)
    await page.getByRole('button', { name: 'Sign in' }).press('Enter')
  }

  const enter = async (options: BrowserContextOptions = {}): Promise<AdminSession> => {
    const scene = await newScene(target)
    const { context, page, complaints: browserErrors, elsewhere: foreignRequests } = await opened(options)
    await signIn(page, scene.siteId)
    await page.getByRole('heading', { level: 1, name: 'Site settings' }).waitFor()
    const headings: Record<string, string> = {
      site: 'Site settings',
      profiles: 'Profiles and permissions',
      people: 'People',
      templates: 'Templates',
      audit: 'Audit log',
      erasure: 'Erasure',
    }
    return {
      ...{ context, page, scene, browserErrors, foreignRequests },
      async openSection(address) {
        await page.evaluate((hash) => {
          location.hash = hash
        }, address)
        const name = headings[address] ?? new RegExp(address.replace('templates/', ''))
        await page.getByRole('heading', { level: 1, name }).waitFor()
      },
      announcement: async () => (await page.locator('.toast').textContent()) ?? '',
    }
  }

  return {
    target,
    opened,
    signIn,
    enter,
    async leave() {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
    },
    async close() {
      await browser.close()
      await target.close()
      policies.expectNoViolations()
    },
  }
}

export type AdminEnvironment = Awaited<ReturnType<typeof startAdminEnvironment>>
