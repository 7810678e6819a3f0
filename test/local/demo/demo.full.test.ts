// full: needs a browser, and minutes
/** The demo in Chromium: two sides of a chat, reloads, resent forms and small windows. */
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { startLocal } from '../../../local/run.ts'
import { launchChromium } from '../../kit/browser/chromium.ts'
import { type CspWatch, watchCspViolations } from '../../kit/browser/csp-violations.ts'

type Local = Awaited<ReturnType<typeof startLocal>>

let browser: Browser
let policies: CspWatch
let local: Local
let context: BrowserContext
let page: Page
let browserErrors: string[]
let foreignRequests: string[]

beforeAll(async () => {
  const launched = await launchChromium()
  if (launched === undefined) throw new Error('these tests need Chromium')
  browser = launched
  policies = watchCspViolations(browser)
  local = await startLocal({ port: 0, demo: { port: 0, allowFallback: true }, log: { write: () => {} } })
})

afterAll(async () => {
  await browser?.close()
  await local?.close()
  policies?.expectNoViolations()
})

/** A violation of the content security policy or of trusted types is also a console error. */
const watch = (watched: Page) => {
  watched.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) browserErrors.push(message.text())
  })
  watched.on('pageerror', (error) => browserErrors.push(error.message))
  watched.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && ![local.origin, local.demoOrigin].includes(origin)) foreignRequests.push(request.url())
  })
}

beforeEach(async () => {
  browserErrors = []
  foreignRequests = []
  context = await browser.newContext({ viewport: { width: 1360, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  context.on('page', watch)
  page = await context.newPage()
})

afterEach(() => context.close())

const agent = () => page.frameLocator('secure-form-agent iframe')
const visitor = () => page.frameLocator('.form-card secure-form iframe').last()

const send = async (form = 'Card payment', language = 'en') => {
  await agent().getByRole('radio', { name: form }).check()
  await agent().getByLabel('Language of the form').selectOption(language)
  await agent().getByRole('button', { name: 'Send', exact: true }).click()
}

const fillInCard = async (form: FrameLocator | Page) => {
  await form.getByLabel('Name on the card').fill('Ada Lovelace')
  await form.getByLabel('Card number', { exact: true }).fill('4111 1111 1111 1111')
  await form.getByLabel('Expiry date').fill('05/39')
  await form.getByLabel('Security code', { exact: true }).fill('737')
  await form.getByLabel('Postal code of the billing address').fill('1010')
}

const sendAnswers = async (form: FrameLocator | Page) => {
  await form.getByRole('button', { name: 'Review' }).click()
  await form.getByRole('button', { name: 'Send card details' }).click()
  await form.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
}

/** The last link in the chat, from the brand's stored conversation. */
const Conversation = z.object({ entries: z.array(z.object({ link: z.optional(z.string()) })) })
const carriedLink = async () => {
  const kept = await page.evaluate<string>(`sessionStorage.getItem('acme-conversation')`)
  return Conversation.parse(JSON.parse(kept)).entries.at(-1)?.link ?? ''
}

describe('the demo', () => {
  test('has another origin than the service, which redirects to it', async () => {
    await page.goto(local.origin)
    expect(new URL(page.url()).origin).toBe(local.demoOrigin)
    expect(local.demoOrigin).not.toBe(local.origin)
    await agent().getByRole('button', { name: 'Send', exact: true }).waitFor()
    const frames = page.frames().map((frame) => new URL(frame.url()).origin)
    expect(frames).toEqual([local.demoOrigin, local.origin])
    expect(browserErrors).toEqual([])
  })

  test('continues on both sides after a reload', async () => {
    await page.goto(local.origin)
    await send('Bank account details')
    await visitor().getByLabel('Account holder').waitFor()
    await page.reload()
    await visitor().getByLabel('Account holder').fill('Ada Lovelace')
    await agent().getByText('Opened by the visitor.').or(agent().getByText('Filling in')).waitFor()
    expect(browserErrors).toEqual([])
  })

  test('replaces a resent form in the chat', async () => {
    await page.goto(local.origin)
    await send()
    await visitor().getByLabel('Name on the card').waitFor()
    await agent().getByRole('button', { name: 'Send again' }).click()
    await page.getByText('This form was sent again, see below.').waitFor()
    await visitor().getByLabel('Name on the card').waitFor()
    expect(await page.locator('.form-card secure-form').count()).toBe(1)
  })

  test('makes the frame as high as the form, and scrolls to the top of each next screen', async () => {
    await page.goto(local.origin)
    await send()
    await fillInCard(visitor())
    const frame = page.locator('.form-card secure-form iframe')
    const inner = await visitor()
      .locator('html')
      .evaluate((html) => html.getBoundingClientRect().height)
    await expect.poll(async () => (await frame.boundingBox())?.height).toBeCloseTo(inner, -1)
    await visitor().getByRole('button', { name: 'Review' }).click()
    const heading = visitor().getByRole('heading', { name: 'Check your answers' })
    await heading.waitFor()
    const transcript = await page.locator('#visitor-transcript').boundingBox()
    const isInSight = async () => {
      const { y } = (await heading.boundingBox()) ?? { y: -1 }
      return transcript !== null && y >= transcript.y && y < transcript.y + transcript.height
    }
    await expect.poll(isInSight).toBe(true)
  })

  test('ends with the chat: the agent can no longer send or read anything', async () => {
    await page.goto(local.origin)
    await send()
    await visitor().getByLabel('Name on the card').waitFor()
    await page.getByRole('button', { name: 'End chat' }).click()
    await page.getByText('This chat has ended.').first().waitFor()
    expect(await page.getByRole('button', { name: 'End chat' }).isVisible()).toBe(false)
    await agent().getByText('The conversation is over').first().waitFor()
    await expect.poll(() => agent().getByRole('button', { name: 'Send', exact: true }).count()).toBe(0)
  })

  test('shows one side at a time on a phone, without sideways scrolling', async () => {
    await page.setViewportSize({ width: 320, height: 700 })
    await page.goto(local.origin)
    await send('Bank account details')
    await page.getByRole('button', { name: 'Visitor', exact: true }).click()
    await visitor().getByLabel('Account holder').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    expect(browserErrors).toEqual([])
  })
})

describe('the link of a form opened directly, on a phone', () => {
  const sentLink = async () => {
    await page.goto(local.origin)
    // The frame in the chat must not open the form first.
    await page.route(/\/form\//, (route) => route.abort())
    await send()
    await page.locator('.form-card').waitFor()
    const link = await carriedLink()
    await page.unrouteAll()
    await page.goto('about:blank')
    return link
  }
  const onPhone = async () => {
    const phone = await context.newPage()
    await phone.setViewportSize({ width: 320, height: 700 })
    return phone
  }

  test('resumes after a reload, keeps within 320 px, and shows its receipt again', async () => {
    const link = await sentLink()
    expect(link).toMatch(/\/form\/acme#sfo_/)
    browserErrors = []
    const phone = await onPhone()
    await phone.goto(link)
    await phone.getByLabel('Name on the card').waitFor()
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320)
    await phone.reload()
    await fillInCard(phone)
    await sendAnswers(phone)
    await phone.reload()
    await phone.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
    expect(browserErrors).toEqual([])
    expect(foreignRequests).toEqual([])
  })
})
