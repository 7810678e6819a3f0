// full: takes minutes in a browser
/** The examples of docs/embedding.md, each run unchanged except for the names of hosts, in a real Chromium against the local run. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startLocal } from '../../local/run.ts'
import { launchChromium } from '../kit/browser/chromium.ts'
import { answerBankAccountForm, sendBankAccountForm } from '../kit/browser/embedded-form.ts'
import { sendRequest, textField } from '../kit/http-client.ts'

const root = resolve(import.meta.dirname, '../..')
const examples = join(root, 'docs/examples')
const reactDesk = join(root, 'test/packed/projects/react-desk')
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

let folder: string
let local: Awaited<ReturnType<typeof startLocal>>
let browser: Browser
let brand: Server
let app: string
let context: BrowserContext
let page: Page
let browserErrors: string[]

/** The brand, and under the other name of this machine the chat platform. */
let brandOrigin: string
let platformOrigin: string

const token = async (subject: string, profile: string) =>
  textField(
    await sendRequest(local, 'POST', '/dev/token', { body: { siteId: 'acme', subject, profile } }),
    'accessToken',
  )

beforeAll(async () => {
  const launched = await launchChromium()
  if (launched === undefined) throw new Error('these tests need Chromium')
  browser = launched
  folder = await mkdtemp(join(tmpdir(), 'sealform-examples-'))
  local = await startLocal({ port: 0, log: { write: () => {} } })
  const bundle = await build({
    entryPoints: [join(reactDesk, 'desk.tsx')],
    alias: { 'sealform/elements/react': join(root, 'widgets/elements-react.js') },
    nodePaths: [join(root, 'node_modules')],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  })
  app = bundle.outputFiles[0]?.text ?? ''

  brand = createServer(async ({ url = '/', method }, response) => {
    if (method === 'POST') {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      return response.end(JSON.stringify({ accessToken: await token('agent-7', 'agent') }))
    }
    const path = url.split('?')[0] ?? ''
    if (path === '/platform') {
      response.writeHead(200, { 'Content-Type': 'text/html' })
      return response.end(`<!doctype html><html lang="en"><title>Platform</title><body><script>
        window.told = []; addEventListener('message', ({ origin, data }) => told.push({ origin, ...data }))</script>`)
    }
    const file = path === '/react/index.html' ? join(reactDesk, 'index.html') : join(examples, path)
    const text = path === '/react/app.js' ? app : readFileSync(file, 'utf8')
    response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain' })
    response.end(
      text
        .replaceAll('https://forms.example.com', local.origin)
        .replaceAll('https://chat-platform.example.com', platformOrigin),
    )
  })
  await new Promise<void>((done) => brand.listen(0, '127.0.0.1', done))
  const address = brand.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  brandOrigin = `http://127.0.0.1:${port}`
  platformOrigin = `http://localhost:${port}`
  const site = await sendRequest(local, 'PATCH', '/v1/site', {
    token: await token('ada', 'administrator'),
    body: { siteId: 'acme', name: 'Acme', embeddingOrigins: [brandOrigin, platformOrigin] },
  })
  expect(site.status).toBe(200)
  const conversation = await sendRequest(local, 'PUT', '/v1/conversations/chat-123', {
    token: await token('chat', 'chat-backend'),
    body: { agentId: 'agent-7' },
  })
  expect(conversation.status).toBe(200)
})

afterAll(async () => {
  await browser?.close()
  brand?.close()
  await local?.close()
  await rm(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  browserErrors = []
  context = await browser.newContext({ viewport: { width: 1000, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  context.on('page', (opened) => {
    opened.on('console', (message) => {
      // The browser requests an icon of each page of the brand, and there is none.
      if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
        browserErrors.push(`${message.text()} ${message.location().url}`)
    })
    opened.on('pageerror', (error) => browserErrors.push(error.message))
  })
  page = await context.newPage()
})

afterEach(() => context.close())

const panelIn = (inside: Page) => inside.frameLocator('secure-form-agent iframe')

describe('the examples', () => {
  test('show plain pages with the agent’s desktop and the visitor’s chat in two windows', async () => {
    await page.goto(`${brandOrigin}/plain/agent.html`)
    const visitor = await context.newPage()
    await visitor.goto(`${brandOrigin}/plain/visitor.html`)
    await sendBankAccountForm(panelIn(page))
    await answerBankAccountForm(visitor.frameLocator('secure-form iframe'))
    await visitor.getByText('Thank you, your answers have arrived.').waitFor()
    await page.getByText('You sent the form “Bank account details”.').waitFor()
    await page.getByText('The visitor has answered the form.').waitFor()
    expect(browserErrors).toEqual([])
  })

  test('show both tags as React components', async () => {
    await page.goto(`${brandOrigin}/react/index.html`)
    await sendBankAccountForm(panelIn(page))
    await answerBankAccountForm(page.frameLocator('secure-form iframe'))
    await expect.poll(() => page.locator('#state').textContent()).toMatch(/^(sent|answered)$/)
    expect(browserErrors).toEqual([])
  })

  test('show a chat platform’s card in a frame from another origin, which gets the link from the platform', async () => {
    await page.goto(`${brandOrigin}/react/index.html`)
    const received = page.evaluate<string>(
      `new Promise((resolve) => document.querySelector('secure-form-agent').addEventListener('sent', ({ detail }) => resolve(detail.link)))`,
    )
    await page.route(/\/form\//, (route) => route.abort())
    await sendBankAccountForm(panelIn(page))
    const link = await received
    // The browser would log an error for the frame that was aborted.
    await page.close()

    browserErrors = []
    const platform = await context.newPage()
    await platform.goto(`${platformOrigin}/platform`)
    const card = `${brandOrigin}/chat-platform/card.html#${encodeURIComponent(link)}`
    await platform.evaluate(
      `{ const frame = document.createElement('iframe'); frame.src = '${card}'; document.body.append(frame) }`,
    )
    await answerBankAccountForm(platform.frameLocator('iframe').frameLocator('secure-form iframe'))
    const told = () => platform.evaluate<{ event: string; origin: string }[]>('told')
    await expect.poll(async () => (await told()).map(({ event }) => event)).toContain('submitted')
    expect(new Set((await told()).map(({ origin }) => origin))).toEqual(new Set([brandOrigin]))
    expect((await told()).map(({ event }) => event)).toEqual(expect.arrayContaining(['opened', 'resize', 'submitted']))
    expect(browserErrors).toEqual([])
  })
})
