/** The reference of the API in Chromium, served by the local run. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from '../../kit/browser/axe.ts'
import { launchChromium } from '../../kit/browser/chromium.ts'
import { type Service, startMemoryService } from '../../kit/service.ts'

let browser: Browser
let service: Service

beforeAll(async () => {
  const [launched, started] = await Promise.all([launchChromium(), startMemoryService()])
  if (launched === undefined) throw new Error('no Chromium')
  browser = launched
  service = started
})
afterAll(async () => {
  await browser?.close()
  await service?.close()
})

const openReference = async (options: { colorScheme: 'light' | 'dark'; width: number }) => {
  const context = await browser.newContext({
    colorScheme: options.colorScheme,
    viewport: { width: options.width, height: 800 },
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== service.origin) problems.push(request.url())
  })
  await page.goto(`${service.origin}/docs`)
  return { page, problems }
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('the reference', () => {
  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 1280 },
    { colorScheme: 'light', width: 320 },
  ] as const)('is accessible, fits and violates no policy: $colorScheme, $width pixels wide', async (options) => {
    const { page, problems } = await openReference(options)
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await page.context().close()
  })

  test('leads from the contents to an operation, and from there to a schema', async () => {
    const { page } = await openReference({ colorScheme: 'light', width: 1280 })
    await page.getByRole('navigation').getByRole('link', { name: 'send-form', exact: true }).click()
    await page.locator('#send-form').getByRole('link', { name: 'SentForm' }).click()
    expect(new URL(page.url()).hash).toBe('#schema-SentForm')
    await page.context().close()
  })

  test('has a style, and is served with the same policy as in a deployment', async () => {
    const { page } = await openReference({ colorScheme: 'light', width: 1280 })
    expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('grid')
    const response = await page.request.get(`${service.origin}/docs`)
    expect(response.headers()['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; /)
    const asyncApi = await page.request.get(`${service.origin}/asyncapi.json`)
    expect(await asyncApi.json()).toMatchObject({ asyncapi: '3.1.0' })
    await page.context().close()
  })
})
