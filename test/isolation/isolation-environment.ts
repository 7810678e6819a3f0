/**
 * Pages of other origins around the service's, in a real Chromium: one server with the pages of a test, under two names
 * of this machine. The site lists the origin of the first name only.
 */
import { createServer } from 'node:http'
import type { BrowserContextOptions, Frame, Page } from 'playwright-core'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { withFingerprint } from '../../widgets/shared/visitor-link.ts'
import { launchChromium } from '../browser.ts'
import { watchCspViolations } from '../csp-violations.ts'
import { newScene } from '../e2e/scene.ts'
import { textField } from '../kit/http-client.ts'
import { startMemoryService } from '../kit/service.ts'

/** No message to the page around a form may contain any of these. */
export const canaries = ['Ada Lovelace', '4111 1111 1111 1111', '4111111111111111', '05/39', '737', '1010'] as const

export const startIsolationEnvironment = async (...browserArguments: string[]) => {
  const launched = await launchChromium(...browserArguments)
  if (launched === undefined) throw new Error('these tests need Chromium')
  const browser = launched
  const policies = watchCspViolations(browser)
  const target = await startMemoryService()
  const scene = await newScene(target)

  const pages = new Map<string, { readonly html: string; readonly headers: Readonly<Record<string, string>> }>()
  const server = createServer(({ url = '/' }, response) => {
    const page = pages.get(url)
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.html ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const listed = `http://localhost:${port}`
  const unlisted = `http://127.0.0.1:${port}`

  const administrator = await scene.token('administrator', 'ada')
  const setOrigins = async (...embeddingOrigins: readonly string[]) => {
    const body = { siteId: scene.siteId, name: 'Acme', embeddingOrigins }
    const reply = await scene.request('PATCH', '/v1/site', { token: administrator, body })
    if (reply.status !== 200) throw new Error(`setting up the site failed: ${reply.status}`)
  }
  await setOrigins(listed)

  /** Adds a page and returns its path. */
  const put = (path: string, body: string, headers: Readonly<Record<string, string>> = {}): string => {
    pages.set(path, { html: `<!doctype html><html lang="en"><title>Host</title><body>${body}`, headers })
    return path
  }
  /** A card form with a sealing key from an agent's tab. */
  const sendCard = async (templateId = 'card-payment', locale = 'en') => {
    const key = await createSealingKey()
    const template = await scene.template(templateId)
    const reply = await scene.send({ templateId, sealingKey: key.sealingKey, locale })
    const fingerprint = await key.fingerprint({ template, locale })
    return { formId: textField(reply, 'formId'), link: withFingerprint(textField(reply, 'link'), fingerprint) }
  }
  const newPage = async (options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> => {
    const usual = { viewport: { width: 900, height: 900 }, reducedMotion: 'reduce' } as const
    const context = await browser.newContext({ ...usual, ...options })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    return { page, complaints }
  }
  return {
    ...{ browser, policies, target, scene, administrator, listed, unlisted, put, setOrigins, sendCard, newPage },
    close: async () => {
      await browser.close()
      server.close()
      await target.close()
      policies.expectNoViolations()
    },
  }
}

export type IsolationEnvironment = Awaited<ReturnType<typeof startIsolationEnvironment>>

/** A brand's elements. They record all events and window messages in `heard` and `messages`. */
export const embedding = (serviceOrigin: string, body: string): string => `
  <script>
    window.heard = []
    window.messages = []
    addEventListener('message', ({ data, origin }) => messages.push({ data, origin }))
    const events = ['opened', 'progress', 'submitted', 'declined', 'expired', 'error', 'sent', 'retrieved', 'signed-out']
    const listen = (element) => {
      for (const event of events) element.addEventListener(event, ({ detail }) => heard.push({ event, ...detail }))
    }
  </script>
  <script type="module" src="${serviceOrigin}/embed.js"></script>
  <script type="module" src="${serviceOrigin}/agent.js"></script>
  ${body}`

export const frameAt = async (page: Page, path: RegExp): Promise<Frame> => {
  const found = () => page.frames().find((frame) => path.test(new URL(frame.url()).pathname))
  for (let tries = 0; tries < 100; tries++) {
    const frame = found()
    if (frame !== undefined) return frame
    await page.waitForTimeout(50)
  }
  throw new Error(`no frame at ${path}`)
}

export const fillInCard = async (frame: Frame): Promise<void> => {
  await frame.getByLabel('Name on the card').fill('Ada Lovelace')
  await frame.getByLabel('Card number', { exact: true }).fill('4111 1111 1111 1111')
  await frame.getByLabel('Expiry date').fill('05/39')
  await frame.getByLabel('Security code', { exact: true }).fill('737')
  await frame.getByLabel('Postal code of the billing address').fill('1010')
}

/** The name of the error that an expression throws in a page, or `no error`. */
export const errorOf = (frame: Frame | Page, expression: string): Promise<string> =>
  frame.evaluate<string>(`(() => { try { ${expression}; return 'no error' } catch (error) { return error.name } })()`)
