/** The picture of README.md: the demo in a real Chromium, with a form that the visitor is about to send. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startLocal } from '../../local/run.ts'
import { launchChromium } from '../kit/browser/chromium.ts'
import { frameAt, playwrightPage } from '../kit/browser/playwright-page.ts'
import { agentOn } from '../kit/pages/agent.ts'
import { visitorOn } from '../kit/pages/visitor.ts'

export const pictureFile = resolve(import.meta.dirname, '../../docs/demo.webp')

const viewport = { width: 1280, height: 1018 }
/** Device pixels per CSS pixel, for sharp text on any screen. */
const scale = 2

const messages = [
  { by: 'visitor', text: 'Good to know. It is invoice 2041.' },
  { by: 'agent', text: 'I see it: 49 euros, due on Friday. Would you like to pay it now?' },
  { by: 'visitor', text: 'Yes please, with my Visa card.' },
  { by: 'agent', text: 'Thank you, Ada. Only I can read what you enter. The security code is not stored anywhere.' },
] as const

/** From the first message to the review of the answers. Throws if a part of the demo does not appear. */
async function playDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Skip the guide' }).click()
  for (const { by, text } of messages) {
    await page.locator(`#${by}-text`).fill(text)
    await page.locator(`#${by}-composer`).getByRole('button', { name: 'Send' }).click()
  }
  const agent = agentOn(playwrightPage(await frameAt(page, /^\/agent\//)))
  await agent.sendForm()
  const visitor = await visitorOn(playwrightPage(await frameAt(page, /^\/form\//)))
  await visitor.fillCard()
  await visitor.fill('postal-code', '1010')
  await agent.waitForText('Filling in 5 of 5')
  await visitor.review()
  await visitor.waitForReview()
  // Away from the button, which looks pressed under the mouse.
  await page.mouse.move(0, 0)
  await page.locator('.form-card').evaluate('(card) => card.scrollIntoView()')
}

/** Chromium writes WebP only through its DevTools protocol. */
async function webpOf(page: Page, selector: string): Promise<Buffer> {
  const box = await page.locator(selector).boundingBox()
  if (box === null) throw new Error(`${selector} is not visible`)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 85,
    // With a fraction of a pixel, Chromium writes another format, without its colour profile.
    clip: { x: box.x, y: Math.floor(box.y), width: box.width, height: Math.floor(box.height), scale },
  })
  return Buffer.from(data, 'base64')
}

const takePicture = async (browser: Browser, origin: string): Promise<Buffer> => {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: scale,
    colorScheme: 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(origin)
  await playDemo(page)
  return await webpOf(page, 'main')
}

/** Starts the local run on free ports and a Chromium, and returns the picture. Throws when Chromium cannot be started. */
export async function takeDemoPicture(): Promise<Buffer> {
  const browser = await launchChromium()
  if (browser === undefined) throw new Error('The picture needs a Chromium.')
  const dataFolder = await mkdtemp(join(tmpdir(), 'sealform-picture-'))
  const demo = { port: 0, allowFallback: true }
  const local = await startLocal({ port: 0, demo, dataFolder, log: { write: () => {} } })
  try {
    return await takePicture(browser, local.origin)
  } finally {
    await browser.close()
    await local.close()
    await rm(dataFolder, { recursive: true })
  }
}

export const writeDemoPicture = async (): Promise<void> => writeFile(pictureFile, await takeDemoPicture())
