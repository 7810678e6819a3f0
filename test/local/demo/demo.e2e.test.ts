/** The demo of the local run in a real Chromium: both ends of the chat, from the first press to the last. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startLocal } from '../../../local/run.ts'
import { launchChromium } from '../../browser.ts'

type Local = Awaited<ReturnType<typeof startLocal>>

let browser: Browser
let local: Local
let dataFolder: string
let context: BrowserContext
let page: Page
let complaints: string[]
let elsewhere: string[]

beforeAll(async () => {
  const launched = await launchChromium()
  if (launched === undefined) throw new Error('these tests need Chromium')
  browser = launched
  dataFolder = await mkdtemp(join(tmpdir(), 'sealform-demo-'))
  local = await startLocal({ port: 0, dataFolder, log: { write: () => {} } })
})

afterAll(async () => {
  await browser?.close()
  await local?.close()
  await rm(dataFolder, { recursive: true, force: true })
})

/** A violation of the content security policy is an error on the console, too. */
const watch = (watched: Page) => {
  watched.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  watched.on('pageerror', (error) => complaints.push(error.message))
  watched.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== local.origin) elsewhere.push(request.url())
  })
}

beforeEach(async () => {
  complaints = []
  elsewhere = []
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  context.on('page', watch)
  page = await context.newPage()
})

afterEach(() => context.close())

const agent = () => page.frameLocator('#agent-frame')
const visitor = () => page.frameLocator('.form-card iframe').last()

const send = async (template = 'card-payment', language = 'en') => {
  await page.goto(local.origin)
  await agent().getByLabel('Form', { exact: true }).selectOption(template)
  await agent().getByLabel('Language').selectOption(language)
  await agent().getByRole('button', { name: 'Send', exact: true }).click()
}

const fillInCard = async (form: FrameLocator | Page) => {
  await form.getByLabel('Name on the card').fill('Ada Lovelace')
  await form.getByLabel('Card number', { exact: true }).fill('4111 1111 1111 1111')
  await form.getByLabel('Expiry date').fill('05/39')
  await form.getByLabel('Security code', { exact: true }).fill('737')
  await form.getByLabel('Postal code of the billing address').fill('1010')
}

const status = (words: string) => agent().getByText(words).waitFor()

describe('the demo', () => {
  test('takes a card payment from the agent to the visitor and back, the security code unread by all but the agent’s tab', async () => {
    const bodies: string[] = []
    page.on('request', (request) => bodies.push(request.postData() ?? ''))
    await send()
    await fillInCard(visitor())
    await status('Opened. The visitor is filling it in.')
    await visitor().getByRole('button', { name: 'Review' }).click()
    await visitor().getByRole('heading', { name: 'Check your answers' }).waitFor()
    expect(await visitor().locator('.answers').textContent()).toContain('411111••••1111')
    await visitor().getByRole('button', { name: 'Send card details' }).click()
    await visitor().getByRole('heading', { name: 'Your answers were sent to' }).waitFor()

    await agent().getByRole('button', { name: 'Read the answers' }).click()
    const answers = agent().locator('.answers')
    await answers.waitFor()
    expect(await answers.textContent()).not.toContain('4111111111111111')
    expect(await answers.textContent()).not.toContain('737')
    await agent().getByRole('button', { name: 'Reveal: Card number' }).click()
    await agent().getByRole('button', { name: 'Reveal: Security code' }).click()
    expect(await answers.locator('.shown').allTextContents()).toEqual(['4111111111111111', '737'])

    const sealed = bodies.filter((body) => body.includes('sealedAnswers'))
    expect(sealed).toHaveLength(1)
    expect(bodies.join('\n')).not.toContain('"737"')
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
  })

  test('hands what is off the record out once, and lets the agent ask for it again', async () => {
    await send()
    await fillInCard(visitor())
    await visitor().getByRole('button', { name: 'Review' }).click()
    await visitor().getByRole('button', { name: 'Send card details' }).click()
    await agent().getByRole('button', { name: 'Read the answers' }).click()
    await agent().getByRole('button', { name: 'Reveal: Security code' }).waitFor()
    await agent().getByRole('button', { name: 'Read them again' }).click()
    await agent().getByText('Gone: it is kept nowhere').waitFor()

    await agent().getByRole('button', { name: 'Ask again' }).click()
    const form = visitor()
    await form.getByLabel('Security code', { exact: true }).fill('737')
    expect(await form.getByRole('textbox').count()).toBe(1)
    await form.getByRole('button', { name: 'Review' }).click()
    await form.getByRole('button', { name: 'Send card details' }).click()
    await agent().getByRole('button', { name: 'Read the answers' }).click()
    await agent().getByRole('button', { name: 'Reveal: Security code' }).click()
    await agent().getByText('737', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('says what is wrong in a summary that takes the focus, and beside each field', async () => {
    await send()
    await visitor().getByLabel('Card number', { exact: true }).fill('4111 1111 1111 1112')
    await visitor().getByRole('button', { name: 'Review' }).click()
    const summary = visitor().locator('.summary')
    await summary.waitFor()
    await visitor().locator('.summary:focus').waitFor()
    expect(await summary.textContent()).toContain('Check the card number: one of its digits seems to be wrong')
    expect(await summary.textContent()).not.toContain('1112')

    await summary.getByRole('link', { name: 'Check the card number' }).click()
    const field = visitor().getByLabel('Card number', { exact: true })
    await visitor().locator('#question-card-number:focus').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const described = (await field.getAttribute('aria-describedby')) ?? ''
    expect(described.split(' ')).toContain('question-card-number-error')
    expect(complaints).toEqual([])
  })

  test('lets the visitor decline, and the agent send it again with a new link that works', async () => {
    await send()
    await visitor().getByRole('button', { name: 'I’d rather not' }).click()
    await visitor().getByRole('button', { name: 'Yes, I’d rather not' }).click()
    await visitor().getByRole('heading', { name: 'You chose not to fill this in' }).waitFor()
    await status('The visitor would rather not fill this in.')
    await agent().getByRole('button', { name: 'Send again' }).click()
    await page.getByText('This form was sent again, see below.').waitFor()
    await visitor().getByLabel('Name on the card').waitFor()
    await agent().getByRole('button', { name: 'Cancel' }).click()
    await status('You cancelled it.')
    expect(complaints).toEqual([])
  })

  test('shows the questions in the language that the agent chose', async () => {
    await send('card-payment', 'de')
    await visitor().getByLabel('Name auf der Karte').waitFor()
    expect(await visitor().locator('form').getAttribute('lang')).toBe('de')
    expect(complaints).toEqual([])
  })

  test('ends with the chat: the agent can read nothing any more', async () => {
    await send()
    await visitor().getByLabel('Name on the card').waitFor()
    await agent().getByRole('button', { name: 'End the chat' }).click()
    await page.getByText('This chat has ended.').waitFor()
    expect(await agent().getByRole('button').count()).toBe(0)
  })
})

describe('the visitor’s page by itself, on a phone', () => {
  /** The workspace alone has no chat to carry the link, so it shows it. */
  const linkOf = async (template = 'card-payment') => {
    await page.goto(`${local.origin}/demo/agent`)
    await page.getByLabel('Form', { exact: true }).selectOption(template)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    return (await page.getByRole('link', { name: 'as the visitor' }).getAttribute('href')) ?? ''
  }

  const onPhone = async () => {
    const phone = await context.newPage()
    await phone.setViewportSize({ width: 320, height: 700 })
    return phone
  }

  test('resumes after a reload, keeps within 320 px, and shows its receipt again', async () => {
    const phone = await onPhone()
    await phone.goto(await linkOf())
    await phone.getByLabel('Name on the card').waitFor()
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(320)
    await phone.reload()
    await fillInCard(phone)
    await phone.getByRole('button', { name: 'Review' }).click()
    await phone.getByRole('button', { name: 'Send card details' }).click()
    await phone.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
    await phone.reload()
    await phone.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
    expect(complaints).toEqual([])
    expect(elsewhere).toEqual([])
  })

  test('is told kindly to ask again when another browser has opened the form', async () => {
    const link = await linkOf()
    const phone = await onPhone()
    await phone.goto(link)
    await phone.getByLabel('Name on the card').waitFor()
    const other = await browser.newContext()
    const stranger = await other.newPage()
    await stranger.goto(link)
    await stranger.getByRole('heading', { name: 'This form is not available here' }).waitFor()
    await other.close()
  })

  test('refuses a form whose link lost its fingerprint, or has another one', async () => {
    const link = await linkOf()
    const phone = await onPhone()
    const [withoutFingerprint = ''] = link.split(/\.(?=[^.]*$)/)
    await phone.goto(withoutFingerprint)
    await phone.getByRole('heading', { name: 'Please do not fill in this form' }).waitFor()
    expect(await phone.getByRole('textbox').count()).toBe(0)
    await phone.goto(`${withoutFingerprint}.${'A'.repeat(43)}`)
    await phone.getByText('a key that is not the agent’s').waitFor()
    expect(await phone.getByRole('textbox').count()).toBe(0)
  })

  test('finds out by itself that the answers arrived when the reply was lost', async () => {
    const phone = await onPhone()
    await phone.goto(await linkOf())
    await fillInCard(phone)
    await phone.getByRole('button', { name: 'Review' }).click()
    await phone.route('**/v1/visitor/submit', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await phone.getByRole('button', { name: 'Send card details' }).click()
    await phone.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
  })

  test('says that nothing arrived when the request was lost, keeps it all, and sends it on the next press', async () => {
    const phone = await onPhone()
    await phone.goto(await linkOf())
    await fillInCard(phone)
    await phone.getByRole('button', { name: 'Review' }).click()
    await phone.route('**/v1/visitor/submit', (route) => route.abort(), { times: 1 })
    await phone.getByRole('button', { name: 'Send card details' }).click()
    await phone.getByText('Your answers have not arrived. Nothing is lost').waitFor()
    await phone.getByRole('button', { name: 'Send card details' }).click()
    await phone.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
  })
})
