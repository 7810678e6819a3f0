/**
 * An agent desktop on an origin of its own with the panel in a frame, as a brand would have it, in a real Chromium; the service
 * is the local run. One browser and one service for each test file, a page of its own for each test.
 */
import { createServer, type Server } from 'node:http'
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { startLocal } from '../../../local/run.ts'
import { launchChromium } from '../../browser.ts'
import { type CspWatch, watchCspViolations } from '../../csp-violations.ts'
import { type DesktopScene, newDesktopScene } from './desktop-scene.ts'

type Local = Awaited<ReturnType<typeof startLocal>>

export interface DesktopEnvironment {
  readonly browser: Browser
  readonly local: Local
  /** Of the desktop: never that of the service. */
  readonly desktopOrigin: string
  readonly policies: CspWatch
  close(): Promise<void>
}

/** What a brand writes: our script, our tag, where the token comes from. */
const desktopPage = (
  serviceOrigin: string,
) => `<!doctype html><html lang="en"><title>Agent desktop</title><body style="margin:0">
<script type="module" src="${serviceOrigin}/agent.js"></script>
<script>
  window.told = []
  window.show = (attributes) => {
    const panel = document.createElement('secure-form-agent')
    for (const [name, value] of Object.entries(attributes)) panel.setAttribute(name, value)
    panel.accessToken = () => window.accessToken()
    for (const event of ['sent', 'opened', 'progress', 'submitted', 'declined', 'expired', 'retrieved', 'signed-out', 'error'])
      panel.addEventListener(event, ({ detail }) => window.told.push({ ...detail, event, conversation: attributes.conversation }))
    document.body.append(panel)
  }
</script>`

const startDesktopServer = (serviceOrigin: string): Promise<{ server: Server; origin: string }> =>
  new Promise((resolve) => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      response.end(desktopPage(serviceOrigin))
    })
    // Another name of this machine is another origin, and still a secure context.
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ server, origin: `http://localhost:${port}` })
    })
  })

export const startDesktopEnvironment = async (...browserArguments: string[]): Promise<DesktopEnvironment> => {
  const browser = await launchChromium(...browserArguments)
  if (browser === undefined) throw new Error('these tests need Chromium')
  const policies = watchCspViolations(browser)
  const local = await startLocal({ port: 0, rateLimits: 'off', log: { write: () => {} } })
  const { server, origin } = await startDesktopServer(local.origin)
  return {
    browser,
    local,
    desktopOrigin: origin,
    policies,
    async close() {
      await browser.close()
      server.close()
      await local.close()
      policies.expectNoViolations()
    },
  }
}

export interface DesktopOptions extends BrowserContextOptions {
  readonly locale?: string
  readonly visitorLocale?: string
  /** The profile of the agent who sits here. */
  readonly profile?: string
  /** Empty: nobody. */
  readonly subject?: string
  readonly settings?: object
  /** Time in the browser can be moved on. */
  readonly withClock?: boolean
  /** Before anything is loaded. */
  readonly beforeLoad?: (context: BrowserContext) => Promise<unknown>
  /** A site and a conversation that are there already. */
  readonly scene?: DesktopScene
}

export interface PanelEvent {
  readonly event: string
  readonly conversation: string
  readonly [field: string]: unknown
}

export interface AgentDesktop {
  readonly scene: DesktopScene
  readonly context: BrowserContext
  readonly page: Page
  /** The frame of the panel. */
  readonly panel: Frame
  /** What the browser complained of, violations of the content security policy among it. */
  readonly browserErrors: string[]
  eventsNamed(event: string): Promise<readonly PanelEvent[]>
  /** Another conversation in a frame beside the first. */
  openPanel(conversationId: string): Promise<Frame>
  /** Each time another sign-in. */
  signIn(as?: string): Promise<void>
  /** The access token that it hands out. */
  token(): string | undefined
  /** From now on the desktop has nobody. */
  signOut(): void
}

/** Opens the desktop with the panel of one conversation in it. */
export const openDesktop = async (stage: DesktopEnvironment, options: DesktopOptions = {}): Promise<AgentDesktop> => {
  const { locale = 'en', visitorLocale, profile = 'agent', subject = 'agent-7', settings, ...more } = options
  const { scene = await newDesktopScene(stage, settings), withClock = false, beforeLoad, ...contextOptions } = more
  const context = await stage.browser.newContext({
    viewport: { width: 400, height: 900 },
    reducedMotion: 'reduce',
    ...contextOptions,
  })
  context.setDefaultTimeout(15_000)
  await beforeLoad?.(context)
  const page = await context.newPage()
  if (withClock) await page.clock.install()
  const browserErrors: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) browserErrors.push(message.text())
  })
  page.on('pageerror', (error) => browserErrors.push(error.message))

  let token = subject === '' ? undefined : await scene.token(profile, subject)
  await page.exposeFunction('accessToken', () => token)
  await page.goto(stage.desktopOrigin)
  const show = async (conversation: string) => {
    const attributes = {
      site: scene.siteId,
      conversation,
      lang: locale,
      ...(visitorLocale && { 'visitor-lang': visitorLocale }),
    }
    const framed = page.waitForEvent('frameattached')
    await page.evaluate(`show(${JSON.stringify(attributes)})`)
    const frame = await framed
    await frame.waitForSelector('#agent')
    return frame
  }
  const panel = await show(scene.conversationId)
  return {
    scene,
    context,
    page,
    panel,
    browserErrors,
    eventsNamed: async (event) => {
      const all = await page.evaluate<readonly PanelEvent[]>('told')
      return all.filter((message) => message.event === event)
    },
    openPanel: show,
    async signIn(as = subject) {
      token = await scene.token(profile, as)
    },
    token: () => token,
    signOut() {
      token = undefined
    },
  }
}
